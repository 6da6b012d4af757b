/** The twelve words of the course's slide, and the one that is to find its place. */
export const COURSE_WORDS =
  "banana, cherry, strawberry, basketball, soccer, tennis, building, castle, house, bicycle, car, truck, apple";
