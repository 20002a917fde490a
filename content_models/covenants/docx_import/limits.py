"""What a Word file may weigh. Every limit holds before anything is unpacked or drawn into memory."""

MAX_BYTES = 50 * 1024 * 1024  # of the upload
MAX_ENTRIES = 5_000  # files in the ZIP
MAX_DIRECTORY = 2 * 1024 * 1024  # bytes of the ZIP's table of contents
MAX_UNPACKED = 200 * 1024 * 1024  # sum of what the entries say they hold
MAX_RATIO = 200  # unpacked ÷ packed, above RATIO_FROM bytes; Word's own files stay below 30
RATIO_FROM = 20 * 1024 * 1024  # a small file of one sentence repeated packs well, and harms nobody
MAX_PART = 40 * 1024 * 1024  # one XML file inside; 400 articles need about 2 MB
MAX_LINES = 20_000
MAX_CHARACTERS = 1_000_000

# Of the child process that reads.
SECONDS = 40.0
CPU_SECONDS = 30
MEMORY = 1536 * 1024 * 1024  # bytes of address space
