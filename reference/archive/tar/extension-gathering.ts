import { type Extension, type ExtensionType, NO_EXTENSIONS, type PendingExtensions } from './extension.ts';
import type { GlobalValues } from './tar-member.ts';

// Of what global headers say only so much is kept as one header may say: no member is the better for more.
const KEPT_GLOBALS: readonly string[] = ['path', 'linkpath', 'size'];

/** What extension headers say: of the member that comes next, and of all that follow. */
export class ExtensionGathering {
  readonly #globals: Map<string, Buffer> = new Map();
  #pending: PendingExtensions = NO_EXTENSIONS;

  get globals(): GlobalValues {
    return this.#globals;
  }

  /** Where the first extension header stands that waits for its member. */
  get pendingAt(): number | undefined {
    return this.#pending.offset;
  }

  /** Whether one of the kind waits for the same member already. */
  isRepeated(type: ExtensionType): boolean {
    const { pax, longName, longLink } = this.#pending;
    if (type === 'x') return pax !== undefined;
    if (type === 'L') return longName !== undefined;
    return type === 'K' && longLink !== undefined;
  }

  keep(extension: Extension): void {
    if (extension.type === 'g') {
      for (const keyword of KEPT_GLOBALS) {
        const value = extension.pax.values.get(keyword);
        if (value !== undefined) this.#globals.set(keyword, value);
      }
      return;
    }
    const pending = { ...this.#pending, offset: this.#pending.offset ?? extension.offset };
    if ('pax' in extension) this.#pending = { ...pending, pax: extension.pax.values };
    else if (extension.type === 'L') this.#pending = { ...pending, longName: extension.content };
    else this.#pending = { ...pending, longLink: extension.content };
  }

  /** What waited for the member that is there now, or for none; nothing waits then. */
  take(): PendingExtensions {
    const pending = this.#pending;
    this.#pending = NO_EXTENSIONS;
    return pending;
  }
}
