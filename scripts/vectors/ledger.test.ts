import { describe, expect, it } from 'vitest';
import { updateLedger } from './ledger.ts';

const recipe = (name: string, digest = 'd1') => ({ contract: 'strict-zip', name, digest });

describe('the ledger', () => {
  it('gives a recipe an id of four characters of Crockford base32, and revision 1', () => {
    const entry = updateLedger({}, [recipe('a')]).entries.get('strict-zip/a');
    expect(entry).toMatchObject({ rev: 1, digest: 'd1' });
    expect(entry?.id).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  it('keeps the id, and the revision as long as the digest stays', () => {
    const { ledger } = updateLedger({}, [recipe('a')]);
    expect(updateLedger(ledger, [recipe('a')]).ledger).toEqual(ledger);
  });

  it('raises the revision when the digest changes', () => {
    const { ledger } = updateLedger({}, [recipe('a')]);
    const changed = updateLedger(ledger, [recipe('a', 'd2')]).entries.get('strict-zip/a');
    expect(changed).toEqual({ id: ledger['strict-zip']?.a?.id, rev: 2, digest: 'd2' });
  });

  it('retires a recipe that is gone, and gives its id to no other one', () => {
    const { ledger } = updateLedger({}, [recipe('a')]);
    const id = ledger['strict-zip']?.a?.id;
    const after = updateLedger(ledger, []).ledger;
    expect(after['strict-zip']?.a).toMatchObject({ id, retired: true });
    // Whoever would draw an id that was used takes the next draw.
    const colliding = { other: { x: { id: drawnFor('a'), rev: 1, digest: 'd', retired: true as const } } };
    expect(updateLedger(colliding, [recipe('a')]).entries.get('strict-zip/a')?.id).not.toBe(id);
  });

  it('takes a retired recipe back under its id', () => {
    const { ledger } = updateLedger({}, [recipe('a')]);
    const retired = updateLedger(ledger, []).ledger;
    expect(updateLedger(retired, [recipe('a')]).ledger).toEqual(ledger);
  });
});

function drawnFor(name: string): string {
  return updateLedger({}, [recipe(name)]).entries.get(`strict-zip/${name}`)?.id ?? '';
}
