"""FlashText, pyahocorasick and spaCy over the forms and articles that neta is measured with.

    cargo run --release -p neta-peers -- --write-forms forms.txt --write-text text.jsonl
    python peers.py forms.txt text.jsonl

Each engine is measured in a process of its own, so that its memory is its own. FlashText and
pyahocorasick return what they find in the text; for spaCy the time is that of the whole document,
which it needs for its entities.
"""

import json
import multiprocessing
import statistics
import sys
import time

import psutil

ROUNDS = 5


def flashtext(forms):
    from flashtext import KeywordProcessor

    processor = KeywordProcessor(case_sensitive=True)
    for form in forms:
        processor.add_keyword(form)
    return lambda text: len(processor.extract_keywords(text, span_info=True))


def pyahocorasick(forms):
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for form in forms:
        automaton.add_word(form, form)
    automaton.make_automaton()
    # Longest at a place, as the automata in Rust.
    return lambda text: sum(1 for _ in automaton.iter_long(text))


def spacy_ruler(forms):
    import spacy

    pipeline = spacy.blank("hi")
    ruler = pipeline.add_pipe("entity_ruler")
    with pipeline.select_pipes(enable="entity_ruler"):
        ruler.add_patterns([{"label": "FORM", "pattern": form} for form in forms])
    return lambda text: len(pipeline(text).ents)


ENGINES = {
    "FlashText": flashtext,
    "pyahocorasick, `iter_long`": pyahocorasick,
    "spaCy blank `hi`, entity ruler": spacy_ruler,
}


def measure(name, forms, articles):
    process = psutil.Process()
    before = process.memory_info().rss
    start = time.perf_counter()
    read = ENGINES[name](forms)
    built = time.perf_counter() - start
    memory = process.memory_info().rss - before
    found = sum(map(read, articles))
    rounds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        again = sum(map(read, articles))
        rounds.append(time.perf_counter() - start)
        assert again == found, f"{name}: another answer"
    return built, memory, found, statistics.median(rounds)


def main(forms_file, text_file):
    with open(forms_file, encoding="utf-8") as lines:
        forms = [line.rstrip("\n") for line in lines]
    with open(text_file, encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    megabytes = sum(len(article.encode()) for article in articles) / 1e6
    print(f"{len(articles)} articles, {megabytes:.2f} MB; {len(forms)} forms; median of {ROUNDS}\n")
    print("| engine | finds | built in ms | MB resident | MB/s |")
    print("| --- | ---: | ---: | ---: | ---: |")
    context = multiprocessing.get_context("spawn")
    for name in ENGINES:
        with context.Pool(1) as pool:
            built, memory, found, seconds = pool.apply(measure, (name, forms, articles))
        print(
            f"| {name} | {found} | {built * 1e3:.0f} | {memory / 1e6:.0f} "
            f"| {megabytes / seconds:.2f} |",
            flush=True,
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
