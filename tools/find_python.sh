#!/bin/sh
# Prints the first Python >= 3.11 of this machine; without one, says so in one sentence and fails.
for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python; do
    path=$(command -v "$name" 2>/dev/null) || continue
    if "$path" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        printf '%s\n' "$path"
        exit 0
    fi
done
echo "Đình cần Python 3.11 trở lên mà máy này chưa có: hãy cài Python mới (trên Debian, Ubuntu: sudo apt-get install python3 python3-venv) rồi chạy lại." >&2
exit 1
