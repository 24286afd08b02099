//! Pictures in Mermaid, which GitHub, GitLab and others show in Markdown.
//!
//! Each menu is a box with a line for each key that doesn't lead on; arrows between menus carry their keys.
//! Source: [flowcharts](https://mermaid.js.org/syntax/flowchart.html).

use std::collections::BTreeMap;

use super::flow::{Flow, IvrFlow, MenuFlow};
use super::way::Way;

/// Lines would be broken at 200 pixels.
const HEAD: &str = "---\nconfig:\n  flowchart:\n    wrappingWidth: 600\n---\nflowchart LR\n";

const CLASSES: &str = "  classDef ivr fill:#fff,stroke:#9aa7b4,color:#000
  classDef menu fill:#dce8f2,stroke:#5b6b7b,color:#000
  classDef problem fill:#fde7e5,stroke:#b3261e,stroke-width:3px,color:#000
";

/// Writes a picture in Mermaid.
#[must_use]
pub fn mermaid(flow: &Flow) -> String {
    // Mermaid puts the first one at the bottom of a picture that grows to the right.
    let ivrs: String = flow.ivrs.iter().rev().map(ivr).collect();
    format!("{HEAD}{ivrs}{CLASSES}")
}

fn ivr(ivr: &IvrFlow) -> String {
    let IvrFlow { id, title, phone_numbers, menus } = ivr;
    let numbers: Vec<_> = phone_numbers.iter().map(|name| escaped(name)).collect();
    let numbers = if numbers.is_empty() { "no phone number".to_owned() } else { numbers.join("<br/>") };
    let first: String = menus
        .iter()
        .filter(|menu| menu.is_first)
        .map(|menu| format!("    entry_{id} ==> menu_{}\n", menu.id))
        .collect();
    let nodes: String = menus.iter().map(node).collect();
    let edges: String = menus.iter().map(edges).collect();
    format!(
        "  subgraph ivr_{id}[\"IVR {}\"]\n    direction LR\n    entry_{id}([\"{numbers}\"]):::menu\n\
         {nodes}{first}{edges}  end\n  class ivr_{id} ivr\n",
        escaped(title)
    )
}

fn node(menu: &MenuFlow) -> String {
    let mut lines = vec![format!("<b>{}</b>", escaped(&menu.title))];
    if !menu.is_reached {
        lines.push("<b>! nobody reaches this menu</b>".to_owned());
    }
    for key in &menu.keys {
        let (name, text) = (escaped(&key.key), escaped(&key.text));
        match key.way {
            Way::On(_) => {}
            Way::Out => lines.push(format!("<b>{name}</b> {text}")),
            Way::Back(_) | Way::Aside(_) => lines.push(format!("<b>{name}</b> <i>{text}</i>")),
            Way::Nowhere(_) => lines.push(format!("<b>! {name} {text}</b>")),
        }
    }
    if !menu.has_default {
        lines.push("<b>! no default route: disconnected</b>".to_owned());
    }
    let class = if is_problem(menu) { "problem" } else { "menu" };
    format!("    menu_{}[\"{}\"]:::{class}\n", menu.id, lines.join("<br/>"))
}

fn is_problem(menu: &MenuFlow) -> bool {
    let nowhere = menu.keys.iter().any(|key| matches!(key.way, Way::Nowhere(_)));
    nowhere || !menu.is_reached || !menu.has_default
}

/// One arrow to each menu, with all keys that lead there.
fn edges(menu: &MenuFlow) -> String {
    let mut ways: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for key in &menu.keys {
        if let Way::On(to) = key.way {
            ways.entry(to).or_default().push(escaped(&key.key));
        }
    }
    ways.iter()
        .map(|(to, keys)| format!("    menu_{} -->|\"{}\"| menu_{to}\n", menu.id, keys.join(", ")))
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
