# Reads every member with Archive::Zip. 0: read; 10: refused; anything else: it failed.
use strict;
use warnings;
use Archive::Zip qw(:ERROR_CODES);

my $archive = Archive::Zip->new;
exit 10 if $archive->read($ARGV[0]) != AZ_OK;
for my $member ($archive->members) {
    my (undef, $status) = $member->contents;
    exit 10 if $status != AZ_OK;
}
exit 0;
