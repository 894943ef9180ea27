# Reads every member with Archive::Tar. 0: read; 10: refused; anything else: it failed.
use strict;
use warnings;
use Archive::Tar;

my $archive = Archive::Tar->new;
$archive->read($ARGV[0]);
exit 10 if $archive->error;
