# Reads the document with libyaml, through YAML::XS. 0: read; 10: refused; anything else: it failed.
use strict;
use warnings;
use YAML::XS;

open my $file, '<:raw', $ARGV[0] or die;
my $data = do { local $/; <$file> };
eval { YAML::XS::Load($data); 1 } or exit 10;
