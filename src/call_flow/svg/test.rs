//! What pictures show, and that they are XML whatever they show.

use std::collections::HashSet;

use roxmltree::{Document, Node};

use super::svg;
use crate::call_flow::flow::Flow;
use crate::call_flow::sample::{HOSTILE, any, hostile, ivr, large, menu, out, planned, small};
use crate::call_flow::way::Way;
use crate::call_flow::{Kind, Mark};
use crate::plain_text::is_plain;

/// What a picture is made of; none of it loads or runs anything.
const ELEMENTS: [&str; 7] = ["svg", "style", "g", "title", "text", "rect", "path"];

/// A rectangle: left, top, right, bottom.
type Rectangle = [i32; 4];

fn elements<'a>(picture: &'a Document<'a>, name: &'a str) -> impl Iterator<Item = Node<'a, 'a>> {
    picture.descendants().filter(move |node| node.has_tag_name(("http://www.w3.org/2000/svg", name)))
}

fn texts(picture: &Document<'_>) -> Vec<String> {
    elements(picture, "text").filter_map(|text| text.text().map(ToOwned::to_owned)).collect()
}

fn number(node: Node<'_, '_>, attribute: &str) -> i32 {
    node.attribute(attribute).map_or(0, |value| value.parse().unwrap())
}

/// Returns how far all that is around a node moves it.
fn moved(node: Node<'_, '_>) -> (i32, i32) {
    let moves = node.ancestors().filter_map(|around| around.attribute("transform"));
    moves.fold((0, 0), |(x, y), by| {
        let by = by.strip_prefix("translate(").unwrap().strip_suffix(')').unwrap();
        let (right, down) = by.split_once(' ').unwrap();
        (x + right.parse::<i32>().unwrap(), y + down.parse::<i32>().unwrap())
    })
}

/// Returns where the menus and the phone numbers are.
fn cards(picture: &Document<'_>) -> Vec<Rectangle> {
    let cards = elements(picture, "rect").filter(|rect| rect.attribute("class") == Some("card"));
    cards
        .map(|card| {
            let (x, y) = moved(card);
            [x, y, x + number(card, "width"), y + number(card, "height")]
        })
        .collect()
}

fn check(flow: &Flow, name: &str) {
    let text = svg(flow);
    assert_eq!(text, svg(flow), "{name} differs");
    let picture = Document::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
    let mut ids = HashSet::new();
    for element in picture.descendants().filter(Node::is_element) {
        assert!(ELEMENTS.contains(&element.tag_name().name()), "{name}: {element:?}");
        for attribute in element.attributes() {
            let value = attribute.value();
            assert!(
                !attribute.name().starts_with("on") && !attribute.name().ends_with("href"),
                "{name}: {attribute:?}"
            );
            assert!(!value.contains("NaN") && !value.contains("url("), "{name}: {attribute:?}");
            if attribute.name() == "class" {
                assert!(
                    value.chars().all(|char| char.is_ascii_lowercase() || char == ' '),
                    "{name}: {attribute:?}"
                );
            }
        }
        if let Some(id) = element.attribute("id") {
            let number = id.strip_prefix("node-").or_else(|| id.strip_prefix("numbers-")).unwrap();
            assert!(number.parse::<i64>().is_ok() && ids.insert(id.to_owned()), "{name}: {id}");
        }
    }
    let cards = cards(&picture);
    for (index, one) in cards.iter().enumerate() {
        for other in &cards[..index] {
            let is_apart =
                one[0] >= other[2] || other[0] >= one[2] || one[1] >= other[3] || other[1] >= one[3];
            assert!(is_apart, "{name}: {one:?} and {other:?} overlap");
        }
    }
}

#[test]
fn every_picture_is_xml_that_loads_and_runs_nothing() {
    check(&Flow { ivrs: Vec::new() }, "nothing");
    check(&ivr("Empty", Vec::new()), "no menus");
    check(&small(), "small");
    check(&planned(), "planned");
    check(&hostile(), "hostile");
    check(&large(60), "60 menus");
    for seed in 0..400 {
        check(&any(seed), &format!("call flow {seed}"));
    }
}

#[test]
fn a_menu_is_a_table_of_its_keys() {
    let text = svg(&small());
    let picture = Document::parse(&text).unwrap();
    let texts = texts(&picture);
    for part in [
        "IVR Acme",
        "Main line",
        "Main menu",
        "greeting: Welcome",
        "1",
        "group: Sales, then Support",
        "default",
    ] {
        assert!(texts.iter().any(|text| text == part), "{part} isn't in {texts:?}");
    }
    let root = picture.root_element();
    assert_eq!(
        (root.attribute("role"), root.attribute("aria-label")),
        (Some("img"), Some("Phone menus: Acme"))
    );
    assert_eq!(elements(&picture, "rect").filter(|rect| rect.attribute("class") == Some("card")).count(), 4);
    let titles: Vec<_> = elements(&picture, "title").filter_map(|title| title.text()).collect();
    assert!(titles.contains(&"Menu Billing, with a problem"), "{titles:?}");
}

#[test]
fn what_leads_on_has_an_arrow() {
    for flow in [small(), large(40), hostile()] {
        let text = svg(&flow);
        let picture = Document::parse(&text).unwrap();
        let arrows = elements(&picture, "g").filter(|group| group.attribute("class") == Some("way")).count();
        let ways = flow.ivrs[0].menus.iter().flat_map(|menu| &menu.keys);
        assert_eq!(arrows, 1 + ways.filter(|key| matches!(key.way, Way::On(_))).count());
    }
}

#[test]
fn problems_are_told_in_words() {
    let text = svg(&small());
    let picture = Document::parse(&text).unwrap();
    let problems = elements(&picture, "text").filter(|text| text.attribute("class") == Some("problem"));
    let problems: Vec<_> = problems.filter_map(|problem| problem.text()).collect();
    for part in
        ["! menu 77", "! group: Sales", "! nobody reaches this menu", "! no default route: disconnected"]
    {
        assert!(problems.iter().any(|problem| problem.starts_with(part)), "{part} isn't in {problems:?}");
    }
    let sound = svg(&ivr("Sound", vec![menu(1, "Main", vec![out("default", Kind::Group, "group: Sales")])]));
    assert!(!sound.contains("class=\"problem\"") && !sound.contains(">!"), "{sound}");
    assert!(svg(&ivr("Empty", Vec::new())).contains(">! it has no menu"));
}

#[test]
fn what_a_plan_does_is_told_by_words_borders_and_colours() {
    let text = svg(&planned());
    let picture = Document::parse(&text).unwrap();
    let told = texts(&picture);
    for part in ["+ added", "- removed", "~ changed, before: Billing"] {
        assert!(told.iter().any(|text| text == part), "{part} isn't in {told:?}");
    }
    let borders = |class: &str| -> HashSet<(Option<&str>, Option<&str>)> {
        let shapes = elements(&picture, "rect").chain(elements(&picture, "path"));
        let marked = shapes.filter(|shape| {
            let classes = shape.attribute("class").unwrap_or_default();
            classes.ends_with(class) && !classes.starts_with("tip")
        });
        marked.map(|shape| (shape.attribute("stroke"), shape.attribute("stroke-dasharray"))).collect()
    };
    assert_eq!(borders(" added"), [(Some("#116329"), None)].into());
    assert_eq!(borders(" changed"), [(Some("#7a4d00"), Some("0.1 5"))].into());
    assert_eq!(borders(" removed"), [(Some("#a40e26"), Some("9 6"))].into());
    assert_eq!(text.matches("text-decoration=\"line-through\"").count(), 1);
    let unmarked = svg(&small());
    assert!(!unmarked.contains("added\"") && !unmarked.contains(">+ added<"), "a legend without marks");
    assert_eq!(Mark::Unchanged.label(), None);
}

#[test]
fn hostile_names_stay_texts() {
    let text = svg(&hostile());
    let picture = Document::parse(&text).unwrap();
    let titles: Vec<_> = elements(&picture, "title").filter_map(|title| title.text()).collect();
    for name in HOSTILE {
        let shown = |char: char| match char {
            _ if !is_plain(char) => char.escape_unicode().to_string(),
            '\u{fffe}' | '\u{ffff}' | '\u{fdd0}' | '\u{1fffe}' => char.escape_unicode().to_string(),
            _ => char.to_string(),
        };
        let title = format!("Menu {}", name.chars().map(shown).collect::<String>());
        assert!(titles.contains(&title.as_str()), "{title:?} isn't in {titles:?}");
    }
}

#[test]
fn what_is_too_long_is_cut_and_told_whole() {
    let name = "Department of very long names ".repeat(10);
    let text = svg(&ivr("Acme", vec![menu(1, "Main", vec![out("default", Kind::Group, name.trim())])]));
    let picture = Document::parse(&text).unwrap();
    assert!(elements(&picture, "title").any(|title| title.text() == Some(name.trim())));
    let texts = texts(&picture);
    assert!(
        texts.iter().any(|text| text.ends_with('…')) && texts.iter().all(|text| text.len() < 80),
        "{texts:?}"
    );
}
