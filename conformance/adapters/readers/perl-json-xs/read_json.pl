# Reads the document with Cpanel::JSON::XS. 0: read; 10: refused; anything else: it failed.
use strict;
use warnings;
use Cpanel::JSON::XS;

open my $file, '<:raw', $ARGV[0] or die;
my $data = do { local $/; <$file> };
eval { decode_json($data); 1 } or exit 10;
