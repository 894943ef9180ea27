/** A realistic fault: what an implementer gets wrong, as an edit of the reference's source. */
export interface Fault {
  /** Kebab-case, unique. */
  readonly id: string;
  /** What the faulty implementation does, as one clause. */
  readonly title: string;
  /** Path of the source below `reference/`. */
  readonly file: string;
  /** Stands in the file exactly once; otherwise the run is void. */
  readonly find: string;
  readonly replace: string;
  /** What else is edited: where the producer would refuse its own work, and nothing would be told by goldens. */
  readonly also?: readonly Pick<Fault, 'file' | 'find' | 'replace'>[];
  /** Contracts whose vectors and goldens may tell. */
  readonly contracts: readonly string[];
  /** Of a faulty producer: the rules for producers that it breaks. */
  readonly breaks?: readonly string[];
  /** Of a race between check and use: judged by accepted archives whose members change between two readings. */
  readonly isRace?: true;
  /** Why no vector can tell, where none can. */
  readonly survives?: string;
}
