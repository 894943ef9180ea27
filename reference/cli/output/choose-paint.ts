import { COLOURED, type Paint, PLAIN } from '../../report/render/paint.ts';
import { type OptionValues, textOption } from '../command.ts';
import type { Edge } from '../edge.ts';

/** Whether text is coloured: the flag decides, then NO_COLOR, then FORCE_COLOR, then the terminal. */
export function choosePaint(options: OptionValues, edge: Edge): Paint {
  return isColoured(options, edge) ? COLOURED : PLAIN;
}

function isColoured(options: OptionValues, { env, stdout }: Edge): boolean {
  // commander gives `false` for --no-color.
  if (options.color === false) return false;
  const choice = textOption(options, 'color');
  if (choice === 'always') return true;
  if (choice === 'never') return false;
  if ((env.NO_COLOR ?? '') !== '') return false;
  const force = env.FORCE_COLOR;
  if (force !== undefined) return force !== '0' && force !== 'false';
  return stdout.isTTY && env.TERM !== 'dumb';
}
