# Reads the document with YAML::PP. 0: read; 10: refused; anything else: it failed.
use strict;
use warnings;
use YAML::PP;

eval { YAML::PP->new->load_file($ARGV[0]); 1 } or exit 10;
