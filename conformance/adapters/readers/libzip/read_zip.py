"""Reads every member with libzip; a second argument are the flags to open with. 0: read; 10: refused; else: it failed."""

import ctypes
import sys

libzip = ctypes.CDLL("libzip.so.4")
libzip.zip_open.restype = libzip.zip_fopen_index.restype = ctypes.c_void_p
libzip.zip_get_num_entries.restype = libzip.zip_fread.restype = ctypes.c_int64
libzip.zip_get_num_entries.argtypes = [ctypes.c_void_p, ctypes.c_uint32]
libzip.zip_fopen_index.argtypes = [ctypes.c_void_p, ctypes.c_uint64, ctypes.c_uint32]
libzip.zip_fread.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint64]
libzip.zip_fclose.argtypes = [ctypes.c_void_p]
libzip.zip_libzip_version.restype = ctypes.c_char_p
buffer = ctypes.create_string_buffer(65536)


def is_readable(archive, index):
    member = libzip.zip_fopen_index(archive, index, 0)
    if not member:
        return False
    while (count := libzip.zip_fread(member, buffer, len(buffer))) > 0:
        pass
    return libzip.zip_fclose(member) == 0 and count == 0


if sys.argv[1] == "--version":
    print("libzip", libzip.zip_libzip_version().decode())
    sys.exit(0)
flags = {"": 0, "ZIP_CHECKCONS": 4}["".join(sys.argv[2:])]
archive = libzip.zip_open(sys.argv[1].encode(), flags, None)
if not archive:
    sys.exit(10)
for index in range(libzip.zip_get_num_entries(archive, 0)):
    if not is_readable(archive, index):
        sys.exit(10)
