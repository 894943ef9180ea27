# Reads the document with Cpanel::JSON::XS. 0: read; 10: refused; anything else: it failed.
use strict;
use warnings;
use Cpanel::JSON::XS;

open my $file, '<:raw', $ARGV[0] or die;
my $data = do { local $/; <$file> };
eval { Cpanel::JSON::XS->new->utf8->allow_nonref->decode($data); 1 } or exit 10;
