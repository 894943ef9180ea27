import type { DoctorModel } from './doctor-model.ts';

/** What commands with cargo begin with by the default profile's template; undefined where that is not at hand. */
export function cargoWrapper({ folder, manifest }: DoctorModel): string | undefined {
  const profile = manifest?.value.default_profile;
  const file = folder?.templates.find(({ index }) => manifest?.value.config_templates[index]?.profile === profile);
  return file?.template && `${file.template.value.rch_binary} exec --`;
}

/** Whether the words are a program and `exec --`. */
export function isCargoWrapper(words: string): boolean {
  return /^[^ ]+ exec --$/u.test(words);
}

/** Whether one of a command's words is cargo. */
export function runsCargo(command: string): boolean {
  return command.split(' ').some((word) => word === 'cargo' || word.endsWith('/cargo'));
}
