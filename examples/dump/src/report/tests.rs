use super::*;
use neta::Extractor;

/// Invented articles, with ids and dates.
fn articles() -> Vec<(String, String, Date)> {
    let people = [
        "रमेश चौधरी",
        "शौकत अंसारी",
        "सुनीता बंसल",
        "इमरान कुरैशी",
        "अखिलेश यादव",
    ];
    let places = ["कैराना", "शामली", "बागपत"];
    (0..60u16)
        .filter_map(|at| {
            let person = |step| people[usize::from(at * step + at / 7) % people.len()];
            let place = places[usize::from(at) % places.len()];
            let text = format!(
                "{place} सांसद {} ने कहा। सपा नेता {} और भाजपा विधायक {} साथ आए।",
                person(1),
                person(2),
                person(3),
            );
            let date = Date::new(2023 + at / 48, 1 + (at / 4 % 12) as u8, 1 + (at % 28) as u8)?;
            Some((format!("लेख-{at}"), text, date))
        })
        .collect()
}

fn add(report: &mut Report, articles: &[(String, String, Date)], dated: bool) {
    let extractor = Extractor::new();
    for (id, text, date) in articles {
        report.add(&Article {
            id: Some(id),
            title: None,
            date: Some(*date).filter(|_| dated),
            found: &extractor.extract(text),
        });
    }
}

fn page(report: &Report) -> String {
    let mut page = Vec::new();
    report.write(&mut page).unwrap();
    String::from_utf8(page).unwrap()
}

fn chunked(articles: &[(String, String, Date)], chunk: usize, rooms: &Rooms) -> Report {
    let mut merged = Report::with(rooms);
    for part in articles.chunks(chunk) {
        let mut later = Report::with(rooms);
        add(&mut later, part, true);
        merged.merge(later);
    }
    merged
}

#[test]
fn merging_is_adding() {
    let articles = articles();
    let mut all = Report::new();
    add(&mut all, &articles, true);
    assert!(all.people.len() >= 5 && all.pairs.len() >= 5 && all.holdings.len() >= 5);
    for chunk in [1, 7, 59] {
        assert_eq!(chunked(&articles, chunk, &Rooms::USUAL), all, "{chunk}");
    }
    // Any bracketing of the same order.
    let (first, rest) = articles.split_at(20);
    let mut outer = chunked(first, 20, &Rooms::USUAL);
    outer.merge(chunked(rest, 9, &Rooms::USUAL));
    assert_eq!(outer, all);
}

#[test]
fn longer_buckets_are_the_same_in_parts() {
    // More days than are counted one by one.
    let mut articles = articles();
    let more: Vec<_> = (0..400u16)
        .filter_map(|at| {
            let date = Date::new(2000 + at / 40, 1 + (at % 12) as u8, 1 + (at % 28) as u8)?;
            Some((format!("{at}"), "सपा की बैठक हुई।".to_owned(), date))
        })
        .collect();
    articles.extend(more);
    let mut all = Report::new();
    add(&mut all, &articles, true);
    assert_eq!(all.timeline.grain(), time::Grain::Month);
    for chunk in [30, 90, 300] {
        assert_eq!(chunked(&articles, chunk, &Rooms::USUAL), all, "{chunk}");
    }
    assert!(
        page(&all).contains("each year"),
        "months are too many to draw"
    );
}

#[test]
fn a_full_table_says_so() {
    let small = room(2, 1, 1);
    let rooms = Rooms {
        people: small,
        parties: small,
        places: small,
        posts: small,
        holdings: small,
        pairs: small,
        moments: small,
    };
    let articles = articles();
    let report = chunked(&articles, 10, &rooms);
    assert!(report.people.dropped() > 0);
    let page = page(&report);
    assert!(page.contains("lower bound") && !page.contains("All counts are exact"));
    assert!(page.contains("≥ "));
    assert_eq!(
        report,
        chunked(&articles, 10, &rooms),
        "the same for the same chunks"
    );
}

#[test]
fn a_checkpoint_goes_on() {
    let articles = articles();
    let (first, rest) = articles.split_at(25);
    let mut report = chunked(first, 5, &Rooms::USUAL);
    let written = serde_json::to_string(&report).unwrap();
    let mut again: Report = serde_json::from_str(&written).unwrap();
    assert_eq!(again, report);
    assert_eq!(serde_json::to_string(&again).unwrap(), written);
    for report in [&mut report, &mut again] {
        report.merge(chunked(rest, 5, &Rooms::USUAL));
    }
    assert_eq!(page(&again), page(&report));
}

#[test]
fn an_empty_report_is_a_page() {
    let page = page(&Report::new());
    assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"));
    assert!(page.contains("Nothing was found.") && page.contains("No article has a date"));
    assert!(page.contains("No article names two people together."));
}

#[test]
fn without_dates_the_rest_is_there() {
    let mut report = Report::new();
    add(&mut report, &articles(), false);
    let page = page(&report);
    assert!(page.contains("No article has a date") && !page.contains("class=\"line "));
    assert!(page.contains("शौकत अंसारी") && page.contains("id=\"network\""));
}

#[test]
fn one_day_is_no_chart() {
    let mut articles = articles();
    articles.truncate(1);
    let mut report = Report::new();
    add(&mut report, &articles, true);
    let page = page(&report);
    assert!(page.contains("too few dates for a chart") && !page.contains("class=\"line "));
}

#[test]
fn articles_cannot_break_the_page() {
    let bad = "</script></section><script>alert('1')</script><img src=x onerror=\"alert(2)\">";
    let text = format!("{bad} सांसद शौकत अंसारी ने रमेश चौधरी से कहा {bad}।");
    let found = Extractor::new().extract(&text);
    assert!(!found.mentions().is_empty());
    let mut report = Report::new();
    let article = Article {
        id: Some(bad),
        title: Some(bad),
        date: Date::new(2024, 6, 9),
        found: &found,
    };
    report.add(&article);
    let page = page(&report);
    assert!(page.contains("&lt;img src=x onerror=&quot;alert(2)&quot;&gt;"));
    assert_eq!(page.matches("<script").count(), 1, "only the page's own");
    assert!(!page.contains("<img"));
    let (opened, closed) = (
        page.matches("<section").count(),
        page.matches("</section>").count(),
    );
    assert_eq!(opened, closed);
}

#[test]
fn nothing_is_fetched() {
    let mut report = Report::new();
    add(&mut report, &articles(), true);
    let page = page(&report);
    for sign in ["http:", "https:", "src=", "@import", "url("] {
        assert!(!page.contains(sign), "{sign}");
    }
}

#[test]
fn every_button_and_point_has_its_panel() {
    let mut report = Report::new();
    add(&mut report, &articles(), true);
    let page = page(&report);
    let targets = |attribute: &str| -> Vec<String> {
        let start = format!(" {attribute}=\"");
        let all = page.split(&start).skip(1);
        all.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()))
            .collect()
    };
    let (buttons, points) = (targets("popovertarget"), targets("data-panel"));
    assert!(buttons.len() > 50 && points.len() > 50);
    for target in buttons.iter().chain(&points) {
        assert!(
            page.contains(&format!("<section popover id=\"{target}\"")),
            "{target}"
        );
    }
}

#[test]
fn counts_are_those_of_the_articles() {
    let mut report = Report::new();
    add(&mut report, &articles(), true);
    let (_, akhilesh) = report
        .people
        .top(10)
        .into_iter()
        .find(|(_, slot)| slot.value.named.name.as_ref() == "अखिलेश यादव")
        .unwrap();
    let named = articles()
        .iter()
        .filter(|(_, text, _)| text.contains("अखिलेश यादव"))
        .count();
    assert_eq!(akhilesh.articles, named as u64);
    assert_eq!(
        akhilesh.value.named.id.as_deref(),
        Some("person/akhilesh-yadav")
    );
    assert_eq!(akhilesh.samples.len(), 5);
}
