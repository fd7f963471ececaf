#!/bin/sh
# The whole job by curl alone: from an empty server to the ZIP of corrected copies.
#
#   whole-job.sh http://127.0.0.1:8088 ADMIN_TOKEN roster.csv scan.pdf copies.zip
#
# A test runs it (WholeJobTest). It needs sh, curl and sed. What a person would decide and write is made up here: copies that the
# machine leaves to the desk are given to nobody, and each copy gets the same marks.
set -eu

url=$1 token=$2 roster=$3 scan=$4 out=$5

# Sends a call and prints the answer; an error is printed and ends the script.
call() {
    curl -sS --fail-with-body -H "Authorization: Bearer $token" "$@" || {
        echo >&2
        echo "whole-job: refused: $*" >&2
        exit 1
    }
}

# The first text or number of that name in a JSON answer.
member() {
    sed -n "s/.*\"$1\":\"\{0,1\}\([^\",}]*\).*/\1/p" | head -n 1
}

# Waits until the task of an answer has ended, and prints its result.
ended() {
    task=$(printf '%s' "$1" | member task_id)
    while :; do
        status=$(call -H 'Prefer: wait=20' "$url/api/tasks/$task/status/")
        case $status in
            *'"ready":true'*) break ;;
        esac
    done
    case $status in
        *'"status":"SUCCESS"'*) printf '%s' "$status" ;;
        *)
            echo "whole-job: $status" >&2
            exit 1
            ;;
    esac
}

# The exam, with its questions.
exam=$(call -H 'Content-Type: application/json' -d '{"name": "Bac blanc", "date": "2027-02-01", "pages_per_booklet": 1,
    "marking_scheme": [{"id": "1", "label": "Exercice 1", "points": 8}, {"id": "2", "label": "Exercice 2", "points": 12}],
    "teachers": ["m.durand"]}' "$url/api/exams/" | member exam_id)
echo "exam $exam"

# The class list.
students=$(ended "$(call -F "file=@$roster" "$url/api/students/import/?accounts=false")")
echo "students: $(printf '%s' "$students" | member created) new"

# The scan of all copies, then whose they are.
scanned=$(ended "$(call -F "file=@$scan" "$url/api/exams/$exam/scans/")")
echo "scan: $(printf '%s' "$scanned" | member pages) pages, $(printf '%s' "$scanned" | member copies) copies"
identified=$(ended "$(call -X POST "$url/api/identification/batch-ocr/$exam/")")
echo "identified: $(printf '%s' "$identified" | member identified) of $(printf '%s' "$identified" | member total)"

# The desk: what the machine is not sure of.
for copy in $(call "$url/api/exams/$exam/desk/" | sed 's/.*"copies":\[\([^]]*\)\].*/\1/' | tr -d '"' | tr ',' ' '); do
    version=$(call "$url/api/copies/$copy/" | member version)
    call -X PUT -H "If-Match: \"$version\"" -H 'Content-Type: application/json' -d '{"outcome": "nobody"}' \
        "$url/api/copies/$copy/identification/" >/dev/null
    echo "desk: copy $copy is nobody's"
done

# Marking: annotations, marks, remarks.
for copy in $(call "$url/api/exams/$exam/copies/" | tr '{' '\n' | sed -n 's/.*"copy_id":"\([^"]*\)".*/\1/p'); do
    version=$(call "$url/api/copies/$copy/" | member version)
    call -X PUT -H "If-Match: \"$version\"" -H 'Content-Type: application/json' -d '{
        "annotations": [{"page_index": 0, "x": 0.1, "y": 0.6, "w": 0.3, "h": 0.05, "type": "COMMENT", "content": "Bien vu"}],
        "scores": {"1": 6.5, "2": 9.25}, "remarks": {"2": "Revoir la conclusion"}, "appreciation": "Bon travail"}' \
        "$url/api/copies/$copy/marking/" >/dev/null
done

# The corrected PDFs in one ZIP.
export=$(ended "$(call -X POST "$url/api/exams/$exam/export-all/")")
call -o "$out" "$url/api/tasks/$(printf '%s' "$export" | member task_id)/zip/"
echo "export: $(printf '%s' "$export" | member succeeded) copies in $out"
