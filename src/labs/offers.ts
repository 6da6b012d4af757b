/**
 * US dollars for `requests` requests of `inTokens` and `outTokens` tokens each; prices are dollars for a million tokens.
 */
export function tokenCost(use: {
  inTokens: number;
  outTokens: number;
  pricePerMillionIn: number;
  pricePerMillionOut: number;
  requests: number;
}): number {
  const each = use.inTokens * use.pricePerMillionIn + use.outTokens * use.pricePerMillionOut;
  return (each / 1e6) * use.requests;
}

/** Seconds until a whole answer is there: the wait for its first token, and then the writing. */
export function answerSeconds(use: {
  secondsToFirstToken: number;
  outTokens: number;
  tokensPerSecond: number;
}): number {
  return use.secondsToFirstToken + use.outTokens / use.tokensPerSecond;
}
