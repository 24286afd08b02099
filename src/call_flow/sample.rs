//! Call flows for the tests of pictures.

use super::flow::{Flow, IvrFlow, Key, MenuFlow};
use super::kind::Kind;
use super::mark::Mark;
use super::way::Way;

/// Names that somebody could give to a menu, and what they could be read as.
pub(super) const HOSTILE: [&str; 16] = [
    "</text></svg><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "a --> b <!-- c",
    "]]> <![CDATA[ d ]]>",
    "&lt;b&gt; &amp;amp; &#60; &nosuch;",
    "`rm -rf` | $(x) {{y}} ${z} %{w}",
    "[link](javascript:alert(1)) https://example.com",
    "'); drop 'quotes' \"more\"",
    "gpj.\u{202e}exe \u{2066}x\u{2069} \u{200f}",
    "esc\u{1b}[31m nul\0 tab\t del\u{7f} c1\u{9b}",
    "no characters \u{fffe}\u{ffff}\u{fdd0}\u{1fffe}",
    "主菜单：请按一，或等待接线员",
    "القائمة الرئيسية (1) للمبيعات",
    "👩\u{200d}💻 🏳\u{fe0f}\u{200d}🌈 👍🏽 e\u{301}",
    "Zalgo \u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}",
    " ",
];

/// A key that leads out of the IVR.
pub(super) fn out(key: &str, kind: Kind, to: &str) -> Key {
    Key {
        key: key.to_owned(),
        kind,
        text: to.to_owned(),
        leads_to: to.to_owned(),
        way: Way::Out,
        missing_groups: Vec::new(),
        has_group: kind == Kind::Group,
        mark: Mark::Unchanged,
        led_to: None,
    }
}

/// A key that leads to a menu.
pub(super) fn way(key: &str, way: Way) -> Key {
    let to = match way {
        Way::On(to) | Way::Back(to) | Way::Aside(to) | Way::Nowhere(to) => to,
        Way::Out => 0,
    };
    Key { way, ..out(key, Kind::Menu, &format!("menu {to}")) }
}

/// A menu.
pub(super) fn menu(id: i64, title: &str, keys: Vec<Key>) -> MenuFlow {
    let has_default = keys.iter().any(|key| key.key == "default");
    MenuFlow {
        is_partly_known: false,
        id,
        title: title.to_owned(),
        greeting: None,
        is_first: id == 1,
        is_reached: true,
        keys,
        mark: Mark::Unchanged,
        has_default,
        leads_to_somebody: true,
    }
}

/// A call flow of one IVR.
pub(super) fn ivr(title: &str, menus: Vec<MenuFlow>) -> Flow {
    let phone_numbers = vec!["Main line".to_owned(), "+1 555 123 4567".to_owned()];
    let ivr = IvrFlow { id: 10001, title: title.to_owned(), phone_numbers, menus, mark: Mark::Unchanged };
    Flow { ivrs: vec![ivr] }
}

/// Two menus in which every kind of key is, and some problems.
pub(super) fn small() -> Flow {
    let missing = Key {
        missing_groups: vec![99],
        ..out("4", Kind::Group, "group: Sales, then group 99, which doesn't exist")
    };
    let first = vec![
        out("1", Kind::Group, "group: Sales, then Support"),
        way("2", Way::On(2)),
        out("3", Kind::Textback, "text message: Hello from Acme! Tell us here what you need."),
        missing,
        out("9", Kind::PhoneNumber, "call: +15551234567"),
        out("default", Kind::Voicemail, "voicemail: Support"),
    ];
    let second =
        vec![way("1", Way::Nowhere(77)), way("*", Way::Back(1)), out("#", Kind::Other, "nothing is set")];
    let mut flow = ivr(
        "Acme",
        vec![menu(1, "Main menu", first), menu(2, "Billing", second), menu(3, "Old", Vec::new())],
    );
    flow.ivrs[0].menus[0].greeting = Some("Welcome".to_owned());
    flow.ivrs[0].menus[2].is_reached = false;
    flow
}

/// The small one, with what a plan does to it.
pub(super) fn planned() -> Flow {
    let mut flow = small();
    let menus = &mut flow.ivrs[0].menus;
    menus[0].keys[0].mark = Mark::Changed;
    menus[0].keys[0].led_to = Some("Billing".to_owned());
    menus[0].keys[1].mark = Mark::Removed;
    menus[0].keys[4].mark = Mark::Added;
    menus[0].mark = Mark::Changed;
    let mut added = menu(-1, "Returns", vec![out("default", Kind::Group, "group: Support")]);
    added.mark = Mark::Added;
    let mut new_way = way("5", Way::On(-1));
    new_way.mark = Mark::Added;
    menus[0].keys.push(new_way);
    menus[2].mark = Mark::Removed;
    menus.push(added);
    flow
}

/// Hostile names wherever a name can be.
pub(super) fn hostile() -> Flow {
    let long = "long ".repeat(60);
    let wide = "宽".repeat(300);
    let names: Vec<&str> = HOSTILE.into_iter().chain([long.as_str(), wide.as_str()]).collect();
    let keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "*", "default"];
    let menus = names.iter().zip(1..).map(|(name, id)| {
        let ways = names.iter().zip(keys).map(|(to, key)| match key {
            "1" if id < 17 => Key { text: (*to).to_owned(), ..way(key, Way::On(id + 1)) },
            key => out(key, Kind::Group, to),
        });
        MenuFlow { greeting: Some((*name).to_owned()), ..menu(id, name, ways.collect()) }
    });
    let mut flow = ivr(names[0], menus.collect());
    flow.ivrs[0].phone_numbers = names.iter().map(|name| (*name).to_owned()).collect();
    flow
}

/// So many menus, each with twelve keys, five of which lead on: a tree, and ways across it.
pub(super) fn large(count: i64) -> Flow {
    let keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "*", "default"];
    let menus = (1..=count).map(|id| {
        let ways = keys.iter().zip(0..).map(|(key, place)| match place {
            0..5 if id * 5 - 3 + place <= count => way(key, Way::On(id * 5 - 3 + place)),
            10 if id > 1 => way(key, Way::Back(1)),
            _ => out(key, Kind::Group, &format!("group: Department {}", (id * 7 + place) % 40)),
        });
        menu(id, &format!("Department {id}"), ways.collect())
    });
    ivr("Head office", menus.collect())
}

/// A call flow of any form: rings, menus beside each other, nobody reaches some.
pub(super) fn any(seed: u64) -> Flow {
    let random = &mut fastrand::Rng::with_seed(seed);
    let count = random.i64(0..20);
    let marks = [Mark::Unchanged, Mark::Unchanged, Mark::Added, Mark::Changed, Mark::Removed];
    let menus = (1..=count).map(|id| {
        let keys = (0..random.usize(0..13)).map(|key| {
            let to = random.i64(1..=count);
            let ways = [Way::On(to), Way::On(to), Way::Back(to), Way::Aside(to), Way::Nowhere(to), Way::Out];
            let text = "word ".repeat(random.usize(0..20));
            Key { text, mark: marks[random.usize(0..5)], ..way(&key.to_string(), ways[random.usize(0..6)]) }
        });
        let keys = keys.collect();
        MenuFlow { is_reached: random.bool(), mark: marks[random.usize(0..5)], ..menu(id, "Menu", keys) }
    });
    ivr("Any", menus.collect())
}
