import type { ExpectedLocation } from '../recipe.ts';
import { placeOf, placeOfEnd } from '../strict-json/document-recipes.ts';
import { PRELUDE_SIZE } from './pack-builder.ts';

/** The place in a pack of a marker in the text of its header: the nth occurrence, the first being 1. */
export function markerPlace(text: string, marker: string, nth = 1, pointer?: string): ExpectedLocation {
  return inPack(placeOf(text, marker, nth, pointer));
}

/** The place in a pack of the end of its header's text. */
export function endPlace(text: string): ExpectedLocation {
  return inPack(placeOfEnd(text));
}

function inPack(place: ExpectedLocation): ExpectedLocation {
  return { ...place, offset: PRELUDE_SIZE + (place.offset ?? 0) };
}

/** The text with another one in the place of a part that stands in it; of several, the nth, the first being 1. */
export function replaced(text: string, from: string, to: string, nth?: number): string {
  const parts = text.split(from);
  if (parts.length < 2) throw new Error(`the header does not hold ${from}`);
  if (nth === undefined && parts.length > 2) throw new Error(`the header holds ${from} ${parts.length - 1} times`);
  const at = nth ?? 1;
  return `${parts.slice(0, at).join(from)}${to}${parts.slice(at).join(from)}`;
}
