#!/usr/bin/python3
"""Makes the inputs that a vector of the kind limit or relation is about: relations.py VECTOR_FOLDER prints the SHA-256 of
each. Made from the text of contracts/interfaces/v1 alone, to show that any language can do it."""
import hashlib, json, pathlib, sys


class Draws:
    def __init__(self, seed): self.seed, self.counter = seed.encode(), 0

    def below(self, limit):
        digest = hashlib.sha256(self.seed + self.counter.to_bytes(8, 'big')).digest()
        self.counter += 1
        return int.from_bytes(digest, 'big') % limit

    def shuffle(self, items):
        items = list(items)
        for last in range(len(items) - 1, 0, -1):
            other = self.below(last + 1)
            items[last], items[other] = items[other], items[last]
        return items


def generate(segments):
    """The bytes of a limit vector's input."""
    for segment in segments:
        for index in range(segment.get('repeat', 1)):
            for piece in segment.get('segments', [segment]): yield make(piece, index)


def make(piece, index):
    if 'text' in piece: return piece['text'].encode()
    if 'hex' in piece: return bytes.fromhex(piece['hex'])
    if 'zeros' in piece: return bytes(piece['zeros'])
    counter = piece.get('little') or piece['decimal']
    value = counter['start'] + counter['step'] * index
    if 'little' in piece: return value.to_bytes(counter['width'], 'little')
    return str(value).rjust(counter['width'], '0').encode()


def derive(data, relation):
    """The inputs of a relation."""
    draws = Draws(relation['seed'])
    for _ in range(relation['count']):
        if relation['name'] == 'truncation': yield data[:draws.below(len(data))]
        elif relation['name'] == 'flip':
            covered = [at for part in relation['ranges'] for at in range(part['offset'], part['offset'] + part['length'])]
            drawn = draws.below(8 * len(covered))
            flipped = bytearray(data)
            flipped[covered[drawn // 8]] ^= 1 << drawn % 8
            yield bytes(flipped)
        else: yield respell(json.loads(data), draws).encode()


def respell(value, draws):
    lead = space(draws)
    return lead + spell(value, draws) + space(draws)


def spell(value, draws):
    if isinstance(value, str): return spell_text(value, draws)
    if value is None or isinstance(value, bool): return json.dumps(value)
    if isinstance(value, int): return str(value) + ['', '.0', 'e0'][draws.below(3)]
    if isinstance(value, list): return '[' + ','.join([respell(item, draws) for item in value]) + ']'
    members = []
    for name in draws.shuffle(sorted(value)):
        lead = space(draws)
        members.append(lead + spell_text(name, draws) + space(draws) + ':' + respell(value[name], draws))
    return '{' + ','.join(members) + '}'


def spell_text(text, draws):
    spelled = []
    for character in text:
        escaped = draws.below(4) == 0 or character in '"\\' or ord(character) < 32 or 127 <= ord(character) < 160
        units = character.encode('utf-16-be')
        pairs = [f'\\u{units[at]:02x}{units[at + 1]:02x}' for at in range(0, len(units), 2)]
        spelled.append(''.join(pairs) if escaped else character)
    return '"' + ''.join(spelled) + '"'


def space(draws): return ''.join([' \t\r\n'[draws.below(4)] for _ in range(draws.below(3))])


def main(folder):
    vector = json.loads((folder / 'vector.json').read_text('utf-8'))
    if vector['kind'] == 'limit':
        whole = hashlib.sha256()
        for part in generate(vector['input']['segments']): whole.update(part)
        print(whole.hexdigest())
    else:
        data = (folder / vector['input']['path']).read_bytes()
        for made in derive(data, vector['relation']): print(hashlib.sha256(made).hexdigest())


if __name__ == '__main__':
    for name in sys.argv[1:]: main(pathlib.Path(name))
