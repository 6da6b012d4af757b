import { cited, listed } from "./figures.ts";

/** Words that ask for a man or a woman, and with which sums are turned from one to the other. */
const ASKING = words("man woman men women he she him her his hers male female boy girl boys girls");
/** Others that name a man or a woman by their meaning. */
const NAMING = words(
  `king queen kings queens prince princess duke duchess lord lady emperor empress actor actress waiter waitress
  father mother dad mom son daughter sons daughters brother sister brothers sisters husband wife uncle aunt nephew niece
  grandfather grandmother grandson granddaughter gentleman gentlemen ladies guy guys bride groom widow widower monk nun
  god goddess hero heroine wizard witch himself herself masculine feminine sir madam mr. mrs. bull cow rooster hen`,
);

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}

/**
 * What is to be said of an answer where something that is no matter of gender meets *man* or *woman*, as doctor − man + woman
 * does; "" for other sums.
 */
export function aboutGender(terms: readonly string[], answer: string): string {
  const asking = terms.filter((word) => ASKING.has(word));
  const neutral = terms.filter((word) => !ASKING.has(word) && !NAMING.has(word));
  if (asking.length === 0 || neutral.length === 0 || answer === "") return "";
  const met = listed([...new Set([...neutral, ...asking])].map(cited));
  return `${cited(answer)} is what the texts associate with ${met}: an association, prejudices included, and no fact about women or men.`;
}
