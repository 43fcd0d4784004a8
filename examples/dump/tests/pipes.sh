#!/usr/bin/env bash
# neta-dump as a filter under the tools that scale it out: each must yield what a plain run yields.
# Tools that are not installed are named and left out. From the root of the repository:
#   cargo build --release -p neta-dump && examples/dump/tests/pipes.sh target/release/neta-dump
set -euo pipefail
program=$(realpath "$1")
python=${PYTHON:-python3}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

for number in $(seq 1 3000); do
    printf '{"id":%s,"text":"कैराना सांसद इकरा हसन ने वार्ड-%s के पार्षद शौकत अंसारी से मुलाकात की।"}\n' "$number" "$number"
    if ((number % 100 == 0)); then echo broken; fi
done > dump.jsonl
"$program" - < dump.jsonl > expected.jsonl
# The number of an error's line counts in the worker's own part of the input.
sorted() { sed 's/"line":[0-9]*/"line":0/' "$1" | sort; }
sorted expected.jsonl > expected.sorted

check() {
    sorted "$2" | cmp - expected.sorted
    echo "$1: $(wc -l < "$2") lines, as expected"
}

cat dump.jsonl | "$program" - > pipe.jsonl
check 'shell pipe' pipe.jsonl
"$program" - < dump.jsonl | head -n 1 > /dev/null
echo 'head: ends quietly'

if command -v parallel > /dev/null; then
    parallel --pipe --keep-order --block 100k "$program" - --jobs 1 < dump.jsonl > parallel.jsonl
    sed 's/"line":[0-9]*/"line":0/' parallel.jsonl | cmp - <(sed 's/"line":[0-9]*/"line":0/' expected.jsonl)
    check 'GNU parallel' parallel.jsonl
else
    echo 'GNU parallel: not installed, not tested'
fi

split --number=l/4 dump.jsonl part.
printf '%s\n' part.* | xargs -P 2 -I {} sh -c "'$program' - --jobs 1 < {} > {}.out"
cat part.*.out > xargs.jsonl
check 'xargs' xargs.jsonl

if "$python" -c 'import pyspark' 2> /dev/null; then
    PROGRAM=$program "$python" - 2> spark.log <<'PYTHON' || { cat spark.log; exit 1; }
import os
from pyspark import SparkContext

context = SparkContext("local[2]", "neta-dump")
lines = context.textFile("dump.jsonl", 4).pipe(os.environ["PROGRAM"] + " - --jobs 1")
lines.saveAsTextFile("spark")
context.stop()
PYTHON
    cat spark/part-* > spark.jsonl
    check 'Spark pipe' spark.jsonl
else
    echo 'Spark: pyspark is not installed, not tested'
fi
