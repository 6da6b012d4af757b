/** Written below. */
export {};
