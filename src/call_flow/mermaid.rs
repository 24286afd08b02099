//! Pictures in Mermaid, which GitHub, GitLab and others show in Markdown.
//!
//! Each menu is a box with a line for each key that doesn't lead on; arrows between menus carry their keys.
//! Source: [flowcharts](https://mermaid.js.org/syntax/flowchart.html).

use std::collections::BTreeMap;

use super::flow::{Flow, IvrFlow, MenuFlow};
use super::mark::{Mark, key_suffix, part, suffix};
use super::way::Way;

/// Lines would be broken at 200 pixels.
const HEAD: &str = "---\nconfig:\n  flowchart:\n    wrappingWidth: 600\n---\nflowchart LR\n";

const CLASSES: &str = "  classDef ivr fill:#fff,stroke:#9aa7b4,color:#000
  classDef menu fill:#dce8f2,stroke:#5b6b7b,color:#000
  classDef problem fill:#fde7e5,stroke:#b3261e,stroke-width:3px,color:#000
";

const MARKS: &str = "  classDef added fill:#dafbe1,stroke:#116329,stroke-width:3px,color:#000
  classDef changed fill:#fff8c5,stroke:#7a4d00,stroke-width:3px,stroke-dasharray:2 2,color:#000
  classDef removed fill:#ffebe9,stroke:#a40e26,stroke-dasharray:6 4,color:#000
";

/// The longest source that is drawn where nobody changed Mermaid's limits, as on GitHub and GitLab, in characters.
///
/// Source: [configuration](https://mermaid.js.org/config/schema-docs/config.html#maxtextsize).
pub const MAX_CHARS: usize = 50_000;

/// The most arrows that are drawn there.
pub const MAX_ARROWS: usize = 500;

/// Reports whether GitHub and GitLab draw a picture in Mermaid.
#[must_use]
pub fn is_drawn(picture: &str) -> bool {
    // Each arrow has a line of its own; texts can't hold one, since `>` is escaped in them.
    let arrows =
        picture.lines().filter(|line| ["-->", "==>", "-.->"].iter().any(|arrow| line.contains(arrow)));
    picture.chars().count() <= MAX_CHARS && arrows.count() <= MAX_ARROWS
}

/// Writes a picture in Mermaid.
#[must_use]
pub fn mermaid(flow: &Flow) -> String {
    // Mermaid puts the first one at the bottom of a picture that grows to the right.
    let ivrs: String = flow.ivrs.iter().rev().map(ivr).collect();
    let marks = if flow.has_marks() { MARKS } else { "" };
    format!("{HEAD}{ivrs}{CLASSES}{marks}")
}

fn ivr(ivr: &IvrFlow) -> String {
    let IvrFlow { id, title, phone_numbers, menus, mark } = ivr;
    let id = part(*id);
    let numbers: Vec<_> = phone_numbers.iter().map(|name| escaped(name)).collect();
    let numbers = if numbers.is_empty() { "no phone number".to_owned() } else { numbers.join("<br/>") };
    let first: String = menus
        .iter()
        .filter(|menu| menu.is_first)
        .map(|menu| format!("    entry_{id} ==> menu_{}\n", part(menu.id)))
        .collect();
    let nodes: String = menus.iter().map(node).collect();
    let edges: String = menus.iter().map(edges).collect();
    format!(
        "  subgraph ivr_{id}[\"IVR {}\"]\n    direction LR\n    entry_{id}([\"{numbers}\"]):::menu\n\
         {nodes}{first}{edges}  end\n  class ivr_{id} ivr\n",
        marked(title, *mark)
    )
}

fn node(menu: &MenuFlow) -> String {
    let mut lines = vec![format!("<b>{}</b>", marked(&menu.title, menu.mark))];
    let note = |note: &str| format!("<b>! {note}</b>");
    lines.extend(menu.notes_above().into_iter().map(note));
    for key in &menu.keys {
        let (name, text) = (escaped(&key.key), escaped(&key.text));
        let text = if key.mark == Mark::Removed { format!("<s>{text}</s>") } else { text };
        let text = text + &escaped(&key_suffix(key, menu.mark));
        match key.way {
            _ if key.is_problem() => lines.push(format!("<b>! {name} {text}</b>")),
            Way::On(_) => {}
            Way::Out | Way::Nowhere(_) => lines.push(format!("<b>{name}</b> {text}")),
            Way::Back(_) | Way::Aside(_) => lines.push(format!("<b>{name}</b> <i>{text}</i>")),
        }
    }
    lines.extend(menu.notes_below().into_iter().map(note));
    let class = match (menu.mark, menu.is_problem()) {
        (Mark::Removed, _) => "removed",
        (_, true) => "problem",
        (Mark::Added, false) => "added",
        (Mark::Changed, false) => "changed",
        (Mark::Unchanged, false) => "menu",
    };
    format!("    menu_{}[\"{}\"]:::{class}\n", part(menu.id), lines.join("<br/>"))
}

/// Writes a text, and what a plan does to what it names.
fn marked(text: &str, mark: Mark) -> String {
    escaped(&format!("{text}{}", suffix(mark)))
}

/// One arrow to each menu, with all keys that lead there; what a plan changes apart.
fn edges(menu: &MenuFlow) -> String {
    let mut ways: BTreeMap<(i64, Mark, String), Vec<String>> = BTreeMap::new();
    for key in &menu.keys {
        if let Way::On(to) = key.way {
            ways.entry((to, key.mark, key_suffix(key, menu.mark))).or_default().push(escaped(&key.key));
        }
    }
    ways.iter()
        .map(|((to, mark, suffix), keys)| {
            let arrow = match mark {
                Mark::Unchanged => "-->",
                Mark::Added | Mark::Changed => "==>",
                Mark::Removed => "-.->",
            };
            let keys = format!("{}{}", keys.join(", "), escaped(suffix));
            format!("    menu_{} {arrow}|\"{keys}\"| menu_{}\n", part(menu.id), part(*to))
        })
        .collect()
}

/// Writes what Mermaid or Markdown could read as something else as an entity.
fn escaped(text: &str) -> String {
    let plain = |char: char| !char.is_ascii_punctuation() || ":,()/+'-?!".contains(char);
    // Two dollars would begin a formula: a space of no width comes between them.
    let text = text.replace("$$", "$\u{200b}$").replace("$$", "$\u{200b}$");
    text.chars()
        .map(|char| if plain(char) { char.to_string() } else { format!("#{};", u32::from(char)) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn texts_are_escaped() {
        assert_eq!(escaped("Köln (24/7): +49, it's fine!"), "Köln (24/7): +49, it's fine!");
        assert_eq!(escaped("\"<b>#*_`;&|[1.]"), "#34;#60;b#62;#35;#42;#95;#96;#59;#38;#124;#91;1#46;#93;");
        assert_eq!(escaped("$$$"), "#36;\u{200b}#36;\u{200b}#36;");
    }
}
