//! The phone menus of an account as one page, which loads nothing and runs nothing: pictures, problems, tables.
//!
//! Source: [HTML](https://html.spec.whatwg.org/), [Content Security Policy](https://www.w3.org/TR/CSP3/).

use super::flow::{DEFAULT, Flow, IvrFlow, Key, MenuFlow};
use super::mark::{Mark, suffix};
use super::problem::{self, Finding};
use super::svg::style::{COLOURS, PICTURE};
use super::svg::text::escaped;
use super::svg::{inline, legend, picture};

/// Nothing may be loaded, and no script may run, whatever a name holds.
const HEAD: &str = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n\
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n\
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<meta name=\"color-scheme\" content=\"light dark\"/>\n";

const PAGE: &str = "\
body{margin:0 auto;padding:1rem 1.5rem;max-width:120rem;background:var(--page);color:var(--ink);\
font:15px/1.45 Helvetica,Arial,'Liberation Sans','Noto Sans',sans-serif;overflow-wrap:anywhere}
h1{font-size:1.5rem}h2{font-size:1.25rem;margin-top:2.5rem}h3{font-size:1rem;margin-bottom:.3rem}
a{color:inherit}
.parts{display:grid;gap:1.5rem}
@media (min-width:75rem){.parts{grid-template-columns:minmax(0,5fr) minmax(0,2fr);align-items:start}.picture{position:sticky;top:1rem}}
.picture{overflow:auto;max-height:88vh;border:1px solid var(--frame);border-radius:8px}
.picture svg,.legend svg{display:block}
table{border-collapse:collapse;width:100%;table-layout:fixed}
th:first-child{width:4.5rem}th:nth-child(3){width:6.5rem}
th,td{text-align:start;vertical-align:top;padding:.2rem .5rem;border:1px solid var(--rule)}
th{background:var(--head)}td:first-child{font-weight:bold}
.wrong{color:var(--problem);font-weight:bold}
.is-added{color:var(--added);font-weight:bold}.is-changed{color:var(--changed);font-weight:bold}
.is-removed{color:var(--removed);font-weight:bold}td.gone{text-decoration:line-through}
.about{color:var(--soft);margin:.2rem 0}
@media print{.picture{overflow:visible;max-height:none;position:static}.picture svg{max-width:100%;height:auto}.parts{display:block}\
tr,h3{break-inside:avoid}h3{break-after:avoid}}
";

/// Writes the page.
#[must_use]
pub fn html(flow: &Flow) -> String {
    let has_marks = flow.has_marks();
    let legend = if has_marks {
        format!("<div class=\"legend\">{}</div>\n", inline(&legend()))
    } else {
        String::new()
    };
    let ivrs: String = flow.ivrs.iter().map(|ivr| section(ivr, has_marks)).collect();
    let none = if flow.ivrs.is_empty() { "<p>The account has no IVR.</p>\n" } else { "" };
    format!(
        "{HEAD}<title>Phone menus</title>\n<style>\n{COLOURS}{PICTURE}{PAGE}</style>\n</head>\n<body>\n<h1>Phone menus</h1>\n\
         {}{legend}{none}{ivrs}</body>\n</html>\n",
        contents(flow)
    )
}

/// Lists the IVRs, where there are several.
fn contents(flow: &Flow) -> String {
    if flow.ivrs.len() < 2 {
        return String::new();
    }
    let items: String = flow
        .ivrs
        .iter()
        .map(|ivr| {
            let problems = match problem::of_ivr(ivr).len() {
                0 => String::new(),
                count => format!(" <span class=\"wrong\">! {}</span>", problems(count)),
            };
            format!("<li><a href=\"#ivr-{}\">{}</a>{problems}</li>\n", ivr.id, named(&ivr.title, ivr.mark))
        })
        .collect();
    format!("<nav><ul>\n{items}</ul></nav>\n")
}

fn section(ivr: &IvrFlow, has_marks: bool) -> String {
    let numbers: Vec<_> = ivr.phone_numbers.iter().map(|name| name_of(name)).collect();
    let numbers = if numbers.is_empty() {
        "No phone number leads here.".to_owned()
    } else {
        format!("Phone numbers: {}", numbers.join(", "))
    };
    let menus: String = ivr.menus.iter().map(|menu| table(menu, has_marks)).collect();
    format!(
        "<section id=\"ivr-{}\">\n<h2>{}</h2>\n<p>{numbers}</p>\n{}<div class=\"parts\">\n\
         <div class=\"picture\" tabindex=\"0\">\n{}</div>\n<div>\n{menus}</div>\n</div>\n</section>\n",
        ivr.id,
        named(&ivr.title, ivr.mark),
        found(&problem::of_ivr(ivr)),
        inline(&picture(ivr))
    )
}

fn found(found: &[Finding]) -> String {
    if found.is_empty() {
        return "<p>No problems were found.</p>\n".to_owned();
    }
    let items: String = found.iter().map(|finding| format!("<li>{}</li>\n", sentence(finding))).collect();
    format!("<p class=\"wrong\">! {}</p>\n<ul>\n{items}</ul>\n", problems(found.len()))
}

fn sentence(finding: &Finding) -> String {
    let menu = finding.menu.as_ref();
    let menu =
        menu.map(|place| format!("Menu <a href=\"#menu-{}\">{}</a>: ", place.id, name_of(&place.title)));
    format!("{}{}.", menu.unwrap_or_default(), escaped(&finding.text()))
}

fn problems(count: usize) -> String {
    if count == 1 { "1 problem".to_owned() } else { format!("{count} problems") }
}

fn table(menu: &MenuFlow, has_marks: bool) -> String {
    let first = menu.is_first.then(|| "Callers get here first.".to_owned());
    let greeting = menu.greeting.as_ref().map(|greeting| format!("Greeting: {}", name_of(greeting)));
    let about: Vec<_> = first.into_iter().chain(greeting).collect();
    let about = if about.is_empty() {
        String::new()
    } else {
        format!("<p class=\"about\">{}</p>\n", about.join(" "))
    };
    let keys = if menu.keys.is_empty() {
        "<p>No key does anything.</p>\n".to_owned()
    } else {
        let rows: String = menu.keys.iter().map(|key| row(key, has_marks)).collect();
        let marks = if has_marks { "<th>Change</th>" } else { "" };
        format!("<table>\n<tr><th>Key</th><th>Callers get to</th>{marks}</tr>\n{rows}</table>\n")
    };
    format!(
        "<h3 id=\"menu-{}\"><a href=\"#node-{}\">{}</a></h3>\n{about}{keys}",
        menu.id,
        menu.id,
        named(&menu.title, menu.mark)
    )
}

fn row(key: &Key, has_marks: bool) -> String {
    let pressed = if key.key == DEFAULT { "none, or a wrong one".to_owned() } else { name_of(&key.key) };
    let class = if key.mark == Mark::Removed { " class=\"gone\"" } else { "" };
    let to = name_of(&key.leads_to);
    let to = if key.is_problem() { format!("<span class=\"wrong\">! {to}</span>") } else { to };
    let mark = if has_marks { format!("<td>{}</td>", change(key)) } else { String::new() };
    format!("<tr><td>{pressed}</td><td{class}>{to}</td>{mark}</tr>\n")
}

fn change(key: &Key) -> String {
    let Some(label) = key.mark.label() else { return String::new() };
    let before =
        key.led_to.as_ref().map(|before| format!(", before: {}", name_of(before))).unwrap_or_default();
    format!("<span class=\"{}\">{label}</span>{before}", class(key.mark))
}

/// Writes a name, and what a plan does to what has it.
fn named(name: &str, mark: Mark) -> String {
    let suffix = suffix(mark);
    if suffix.is_empty() {
        name_of(name)
    } else {
        format!("{} <span class=\"{}\">{}</span>", name_of(name), class(mark), suffix.trim_start())
    }
}

const fn class(mark: Mark) -> &'static str {
    match mark {
        Mark::Unchanged => "is-unchanged",
        Mark::Added => "is-added",
        Mark::Changed => "is-changed",
        Mark::Removed => "is-removed",
    }
}

/// Writes a text that has a direction of its own.
fn name_of(text: &str) -> String {
    format!("<bdi>{}</bdi>", escaped(text))
}

#[cfg(test)]
mod tests {
    use roxmltree::{Document, Node, ParsingOptions};

    use super::html;
    use crate::call_flow::flow::Flow;
    use crate::call_flow::sample::{HOSTILE, any, hostile, ivr, large, planned, small};

    /// Reads a page; it is XML too.
    fn parse(page: &str) -> Document<'_> {
        let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
        Document::parse_with_options(page, options).unwrap_or_else(|error| panic!("{error}\n{page}"))
    }

    fn texts(page: &Document<'_>, name: &str) -> Vec<String> {
        let elements = page.descendants().filter(|node| node.has_tag_name(name));
        let text = |node: Node<'_, '_>| {
            node.descendants().filter_map(|part| part.text().filter(|_| part.is_text())).collect()
        };
        elements.map(text).collect()
    }

    #[test]
    fn a_page_loads_and_runs_nothing_and_its_links_lead_somewhere() {
        let mut flows = vec![
            Flow { ivrs: Vec::new() },
            ivr("Empty", Vec::new()),
            small(),
            planned(),
            hostile(),
            large(60),
        ];
        flows.extend((0..100).map(any));
        for flow in flows {
            let text = html(&flow);
            assert_eq!(text, html(&flow));
            assert!(text.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""));
            let page = parse(&text);
            let ids: Vec<_> = page.descendants().filter_map(|node| node.attribute("id")).collect();
            assert_eq!(ids.iter().collect::<std::collections::HashSet<_>>().len(), ids.len(), "{ids:?}");
            for node in page.descendants().filter(Node::is_element) {
                assert!(
                    !["script", "img", "link", "iframe", "object"].contains(&node.tag_name().name()),
                    "{node:?}"
                );
                for attribute in node.attributes() {
                    assert!(
                        !attribute.name().starts_with("on") && attribute.name() != "src",
                        "{attribute:?}"
                    );
                    if attribute.name() == "href" {
                        assert!(ids.contains(&attribute.value().strip_prefix('#').unwrap()), "{attribute:?}");
                    }
                }
            }
            assert!(!text.contains("url(") && !text.contains("@import"));
        }
    }

    #[test]
    fn problems_and_keys_are_beside_the_picture() {
        let text = html(&small());
        let page = parse(&text);
        let cells = texts(&page, "td");
        for part in
            ["1", "group: Sales, then Support", "none, or a wrong one", "voicemail: Support", "! menu 77"]
        {
            assert!(cells.iter().any(|cell| cell == part), "{part} isn't in {cells:?}");
        }
        let problems = texts(&page, "li");
        for part in
            ["Menu Billing: key 1 leads to menu 77, ", "Menu Old: no caller reaches it from the first menu."]
        {
            assert!(problems.iter().any(|problem| problem.starts_with(part)), "{part} isn't in {problems:?}");
        }
        assert_eq!((texts(&page, "h2"), text.matches("<svg ").count()), (vec!["Acme".to_owned()], 1));
    }

    #[test]
    fn a_plan_has_a_column_and_a_legend() {
        let text = html(&planned());
        let page = parse(&text);
        assert!(texts(&page, "th").contains(&"Change".to_owned()));
        let cells = texts(&page, "td");
        for part in ["+ added", "- removed", "~ changed, before: Billing"] {
            assert!(cells.iter().any(|cell| cell == part), "{part} isn't in {cells:?}");
        }
        assert_eq!(text.matches("<svg ").count(), 2);
        assert!(!texts(&parse(&html(&small())), "th").contains(&"Change".to_owned()));
    }

    #[test]
    fn hostile_names_stay_texts() {
        let text = html(&hostile());
        let names = texts(&parse(&text), "h3");
        for name in HOSTILE.iter().filter(|name| name.chars().all(crate::plain_text::is_plain)) {
            let shown = name.replace('\u{fffe}', "\\u{fffe}").replace('\u{ffff}', "\\u{ffff}");
            let shown = shown.replace('\u{fdd0}', "\\u{fdd0}").replace('\u{1fffe}', "\\u{1fffe}");
            assert!(names.contains(&shown), "{shown} isn't in {names:?}");
        }
    }
}
