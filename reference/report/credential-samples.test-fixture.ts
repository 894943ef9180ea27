const ALPHABET = 'Qb7Zr2Xk9Wd4Vm6Tn1Hs8Gp3Fc5Jy0LaEuRoIeKiBzCxDvMwNqPhStUgYfAjOl';

/** Letters and digits that look as random as those of a credential, and are made up here. */
export function madeUp(length: number): string {
  return ALPHABET.repeat(Math.ceil(length / ALPHABET.length)).slice(0, length);
}

/** A text that holds a credential. */
export interface CredentialSample {
  readonly shape: string;
  readonly text: string;
  /** The part of the text that must never be seen. */
  readonly secret: string;
}

const whole = (shape: string, secret: string): CredentialSample => ({ shape, text: secret, secret });

/** One for every line of the table of shapes, and more where a shape has several forms. */
export const CREDENTIAL_SAMPLES: readonly CredentialSample[] = [
  whole('JSON Web Token', `eyJ${madeUp(24)}.eyJ${madeUp(60)}.${madeUp(43)}`),
  {
    shape: 'PEM private key',
    text: `-----BEGIN RSA PRIVATE KEY-----\n${madeUp(64)}\n${madeUp(40)}/+${madeUp(12)}==\n-----END RSA PRIVATE KEY-----`,
    secret: `${madeUp(40)}/+${madeUp(12)}`,
  },
  { shape: 'PEM private key', text: `-----BEGIN PRIVATE KEY-----${madeUp(64)}`, secret: madeUp(64) },
  whole('AWS access key', 'AKIAQ7ZR2XK9WD4VM6TN'),
  whole('AWS access key', 'ASIAQ7ZR2XK9WD4VM6TN'),
  ...['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'].map((prefix) => whole('GitHub token', prefix + madeUp(36))),
  whole('GitHub token', `ghp_${madeUp(300)}`),
  whole('GitHub token', `github_pat_${madeUp(40)}`),
  whole('GitLab token', `glpat-${madeUp(20)}`),
  whole('Slack token', `xoxb-1234567890-${madeUp(24)}`),
  whole('Google API key', `AIza${madeUp(35)}`),
  whole('Stripe key', `sk_live_${madeUp(24)}`),
  whole('Stripe key', `rk_live_${madeUp(24)}`),
  whole('npm token', `npm_${madeUp(36)}`),
  whole('PyPI token', `pypi-${madeUp(60)}`),
  whole('InfluxDB token', `${madeUp(84)}-_==`),
  whole('InfluxDB token', `${madeUp(20)}/${madeUp(40)}+/${madeUp(23)}==`),
  { shape: 'Bearer credential', text: `Bearer ${madeUp(40)}`, secret: madeUp(40) },
  { shape: 'Basic credential', text: `Basic ${madeUp(22)}/${madeUp(15)}==`, secret: `${madeUp(22)}/${madeUp(15)}` },
  { shape: 'password in a URL', text: `https://user:${madeUp(20)}@example.org`, secret: madeUp(20) },
];
