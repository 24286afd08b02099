//! Pictures in DOT, the language of Graphviz.
//!
//! Each menu is a table with a line for each key, and an arrow leaves from the line of its key.
//! Source: [the DOT language](https://graphviz.org/doc/info/lang.html),
//! [HTML-like labels](https://graphviz.org/doc/info/shapes.html#html).

use super::flow::{Flow, IvrFlow, Key, MenuFlow};
use super::mark::{Mark, key_suffix, part, suffix};
use super::way::Way;

const HEAD: &str = "\
digraph phone_menus {
  graph [rankdir=LR, nodesep=0.3, ranksep=0.9, fontname=\"Helvetica,Arial,sans-serif\", fontsize=14, labeljust=l]
  node [shape=plain, fontname=\"Helvetica,Arial,sans-serif\", fontsize=11]
  edge [color=\"#5b6b7b\", arrowsize=0.7]
";

const PLAIN: &str = "#dce8f2";
const PROBLEM: &str = "#b3261e";
const UNREACHED: &str = "#e4e4e4";

/// Writes a picture in DOT.
#[must_use]
pub fn dot(flow: &Flow) -> String {
    // Graphviz puts the first one at the bottom of a picture that grows to the right.
    let ivrs: String = flow.ivrs.iter().rev().map(ivr).collect();
    format!("{HEAD}{ivrs}}}\n")
}

fn ivr(ivr: &IvrFlow) -> String {
    let IvrFlow { id, title, phone_numbers: _, menus, mark } = ivr;
    let id = part(*id);
    let nodes: String = menus.iter().map(node).collect();
    let edges: String = menus.iter().map(edges).collect();
    format!(
        "  subgraph cluster_{id} {{\n    label={}; color=\"#9aa7b4\"; style=rounded; margin=16\n{}{nodes}{edges}  }}\n",
        quoted(&format!("IVR {title}{}", suffix(*mark))),
        entry(ivr)
    )
}

fn entry(ivr: &IvrFlow) -> String {
    let numbers = if ivr.phone_numbers.is_empty() {
        "no phone number".to_owned()
    } else {
        ivr.phone_numbers.join("\n")
    };
    let first = ivr.menus.iter().filter(|menu| menu.is_first);
    let edges: String = first
        .map(|menu| format!("    entry_{} -> menu_{}:head:w [penwidth=1.5]\n", part(ivr.id), part(menu.id)))
        .collect();
    let label = quoted(&numbers);
    format!(
        "    entry_{} [shape=box, style=\"rounded\", margin=\"0.15,0.1\", label={label}]\n{edges}",
        part(ivr.id)
    )
}

fn node(menu: &MenuFlow) -> String {
    let rows: String = menu.keys.iter().enumerate().map(|(index, key)| row(index, key, menu.mark)).collect();
    let notes = |notes: Vec<&str>| notes.into_iter().map(wide_row).collect::<String>();
    let (above, below) = (notes(menu.notes_above()), notes(menu.notes_below()));
    let (border, head) = match (menu.is_reached, menu.is_problem(), menu.mark) {
        (_, _, Mark::Removed) => ("#a40e26", "#ffebe9"),
        (false, ..) => (PROBLEM, UNREACHED),
        (true, true, _) => (PROBLEM, PLAIN),
        (true, false, Mark::Added) => ("#116329", "#dafbe1"),
        (true, false, Mark::Changed) => ("#7a4d00", "#fff8c5"),
        (true, false, Mark::Unchanged) => ("#5b6b7b", PLAIN),
    };
    format!(
        "    menu_{} [label=<<table border=\"1\" color=\"{border}\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"3\">\
         <tr><td port=\"head\" colspan=\"2\" bgcolor=\"{head}\"><b>{}</b></td></tr>{above}{rows}{below}\
         </table>>]\n",
        part(menu.id),
        escaped(&format!("{}{}", menu.title, suffix(menu.mark)))
    )
}

fn row(index: usize, key: &Key, menu: Mark) -> String {
    let text = escaped(&key.text);
    let text = if key.mark == Mark::Removed { format!("<s>{text}</s>") } else { text };
    let text = match key.way {
        _ if key.is_problem() => problem(&text),
        Way::Back(_) | Way::Aside(_) => format!("<i>{text}</i>"),
        Way::On(_) | Way::Out | Way::Nowhere(_) => text,
    };
    let text = match key_suffix(key, menu) {
        suffix if suffix.is_empty() => text,
        suffix => format!("{text}<b>{}</b>", escaped(&suffix)),
    };
    format!(
        "<tr><td align=\"right\"><b>{}</b></td><td align=\"left\" port=\"k{index}\">{text}</td></tr>",
        escaped(&key.key)
    )
}

fn wide_row(text: &str) -> String {
    format!("<tr><td colspan=\"2\" align=\"left\">{}</td></tr>", problem(text))
}

fn problem(text: &str) -> String {
    format!("<font color=\"{PROBLEM}\"><b>! {text}</b></font>")
}

fn edges(menu: &MenuFlow) -> String {
    let ways = menu.keys.iter().enumerate().filter_map(|(index, key)| match key.way {
        Way::On(to) => {
            let style = match key.mark {
                Mark::Unchanged => "",
                Mark::Added => " [penwidth=2.5]",
                Mark::Changed => " [penwidth=2.5, style=dotted]",
                Mark::Removed => " [style=dashed]",
            };
            Some(format!("    menu_{}:k{index}:e -> menu_{}:head:w{style}\n", part(menu.id), part(to)))
        }
        _ => None,
    });
    ways.collect()
}

/// A text between quotes: a line break is `\n`, and no backslash begins an escape.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

/// A text in an HTML-like label, which is read as XML.
fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    // Graphviz reads `\N` and the like as names of what is drawn.
    text.replace('\\', "&#92;")
}

#[cfg(test)]
mod tests {
    use super::{escaped, quoted};

    #[test]
    fn texts_are_escaped() {
        assert_eq!(quoted("a \"b\" \\N\nc"), r#""a \"b\" \\N\nc""#);
        assert_eq!(escaped("<b> & \"c\" &amp;"), "&lt;b&gt; &amp; &quot;c&quot; &amp;amp;");
        assert_eq!(escaped("\\u{1b}\\N"), "&#92;u{1b}&#92;N");
    }
}
