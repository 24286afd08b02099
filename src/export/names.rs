//! Names of resources, menus and files: made from what people called things, unique, and the same at each export.

use std::collections::{HashMap, HashSet};

use crate::api::{Ivr, IvrMenu, IvrRoute};

/// Words that Terraform's language takes for something else at the start of an expression.
const WORDS: [&str; 5] = ["for", "if", "null", "true", "false"];

/// The length at which the part of one name is cut, in characters.
const MAX_PART: usize = 40;

/// The names of all menus of an account's part, and of what is in them.
#[derive(Debug, Default)]
pub(super) struct Names {
    ivrs: HashMap<i64, String>,
    menus: HashMap<i64, String>,
    taken: HashSet<String>,
}

impl Names {
    /// Names IVRs and the menus of some of them; older ones first, so that a new one never takes an old one's name.
    pub(super) fn new<'a>(ivrs: &[Ivr], menus: impl IntoIterator<Item = (i64, &'a [IvrMenu])>) -> Self {
        let mut names = Self::default();
        let mut ivrs: Vec<_> = ivrs.iter().collect();
        ivrs.sort_by_key(|ivr| ivr.id);
        let mut taken = HashSet::new();
        for ivr in ivrs {
            let name = first_part(ivr.name.as_deref()).unwrap_or_else(|| format!("ivr_{}", ivr.id));
            names.ivrs.insert(ivr.id, unique(&mut taken, name, ivr.id));
        }
        let mut menus: Vec<_> =
            menus.into_iter().flat_map(|(ivr, menus)| menus.iter().map(move |menu| (ivr, menu))).collect();
        menus.sort_by_key(|(_, menu)| menu.id);
        let mut taken = HashSet::new();
        for (ivr_id, menu) in menus {
            let part = part(menu.name.as_deref()).unwrap_or_else(|| format!("menu_{}", menu.id));
            let name = format!("{}_{part}", names.ivr(ivr_id));
            names.menus.insert(menu.id, unique(&mut taken, name, menu.id));
        }
        names
    }

    /// Gives the name of an IVR.
    pub(super) fn ivr(&self, id: i64) -> String {
        self.ivrs.get(&id).cloned().unwrap_or_else(|| format!("ivr_{id}"))
    }

    /// Gives the name of a menu, with its IVR's; none for a menu that isn't there.
    pub(super) fn menu(&self, id: i64) -> Option<&str> {
        self.menus.get(&id).map(String::as_str)
    }

    /// Makes the name of a route's resource; each call takes the name.
    pub(super) fn route(&mut self, menu_id: i64, route: &IvrRoute) -> String {
        let menu = self.menu(menu_id).unwrap_or("menu");
        let name = format!("{menu}_{}", key_part(route.keypress.as_deref()));
        unique(&mut self.taken, name, route.id)
    }
}

/// Makes the name of a menu's file from the menu's name.
pub(super) fn file(menu: &str, menu_id: i64) -> String {
    // Terraform takes files of this name for something else.
    if menu.ends_with("_override") { format!("{menu}_{menu_id}.tf") } else { format!("{menu}.tf") }
}

fn unique(taken: &mut HashSet<String>, name: String, id: i64) -> String {
    if taken.insert(name.clone()) {
        return name;
    }
    unique(taken, format!("{name}_{id}"), id)
}

fn key_part(key: Option<&str>) -> &str {
    match key {
        None => "no_key",
        Some("*") => "star",
        Some("#") => "hash",
        Some(key) => key,
    }
}

/// An identifier begins with a letter, and is no word of the language.
fn first_part(name: Option<&str>) -> Option<String> {
    let part = part(name)?;
    let is_identifier =
        part.starts_with(|first: char| !first.is_ascii_digit()) && !WORDS.contains(&part.as_str());
    Some(if is_identifier { part } else { format!("ivr_{part}") })
}

fn part(name: Option<&str>) -> Option<String> {
    let words = slug::slugify(name?);
    let mut part = String::new();
    for word in words.split('-').filter(|word| !word.is_empty()) {
        if !part.is_empty() {
            if part.len() + 1 + word.len() > MAX_PART {
                break;
            }
            part.push('_');
        }
        part.extend(word.chars().take(MAX_PART));
    }
    (!part.is_empty()).then_some(part)
}

#[cfg(test)]
mod tests {
    use super::{Names, file, part};
    use crate::api::{Ivr, IvrMenu, IvrRoute, Options};

    fn ivr(id: i64, name: &str) -> Ivr {
        Ivr { id, name: Some(name.into()), menus: None, phone_number_ids: vec![], phone_number_names: vec![] }
    }

    fn menu(id: i64, name: Option<&str>) -> IvrMenu {
        IvrMenu { id, name: name.map(Into::into), default: false, greeting_id: None, routes: None }
    }

    fn route(id: i64, key: Option<&str>) -> IvrRoute {
        IvrRoute {
            id,
            keypress: key.map(Into::into),
            action: None,
            options: Options::default(),
            overflow_options: vec![],
            option_text: None,
            greeting: None,
        }
    }

    #[test]
    fn parts_are_readable_ascii() {
        let cases = [
            ("Main line", "main_line"),
            ("Bürozeiten – Köln & Bonn", "burozeiten_koln_bonn"),
            ("主菜单", "zhu_cai_dan"),
            ("  24/7 Hotline!! ", "24_7_hotline"),
            ("Касса", "kassa"),
            (
                "a very long name of a menu that nobody should have given",
                "a_very_long_name_of_a_menu_that_nobody",
            ),
        ];
        for (name, expected) in cases {
            assert_eq!(part(Some(name)).as_deref(), Some(expected), "{name}");
        }
        for name in [None, Some(""), Some(" - "), Some("\u{0}")] {
            assert_eq!(part(name), None, "{name:?}");
        }
        assert_eq!(part(Some(&"x".repeat(300))).unwrap().len(), 40);
    }

    #[test]
    fn names_are_unique_and_the_oldest_keeps_the_plain_one() {
        let ivrs = [ivr(20, "Main line"), ivr(10, "main LINE"), ivr(30, "24/7"), ivr(40, "")];
        let of_10 = [menu(13, Some("Billing")), menu(11, Some("Billing")), menu(12, None)];
        let of_30 = [menu(31, Some("日本"))];
        let names = Names::new(&ivrs, [(10, &of_10[..]), (30, &of_30[..])]);
        assert_eq!(
            [10, 20, 30, 40].map(|id| names.ivr(id)),
            ["main_line", "main_line_20", "ivr_24_7", "ivr_40"]
        );
        let menus = [11, 12, 13, 31, 99].map(|id| names.menu(id));
        let expected = ["main_line_billing", "main_line_menu_12", "main_line_billing_13", "ivr_24_7_ri_ben"];
        assert_eq!(menus[..4], expected.map(Some));
        assert_eq!(menus[4], None);
    }

    #[test]
    fn two_parts_that_make_one_name_are_told_apart() {
        let ivrs = [ivr(1, "a"), ivr(2, "a b")];
        let (of_1, of_2) = ([menu(3, Some("b c"))], [menu(4, Some("c"))]);
        let names = Names::new(&ivrs, [(1, &of_1[..]), (2, &of_2[..])]);
        assert_eq!((names.menu(3), names.menu(4)), (Some("a_b_c"), Some("a_b_c_4")));
    }

    #[test]
    fn routes_are_named_by_their_keys() {
        let mut names = Names::new(&[ivr(1, "a")], [(1, &[menu(2, Some("b"))][..])]);
        let keys = [Some("0"), Some("*"), Some("#"), Some("default"), None, Some("0"), Some("0")];
        let made: Vec<_> = (5..).zip(keys).map(|(id, key)| names.route(2, &route(id, key))).collect();
        assert_eq!(
            made,
            ["a_b_0", "a_b_star", "a_b_hash", "a_b_default", "a_b_no_key", "a_b_0_10", "a_b_0_11"]
        );
    }

    #[test]
    fn no_file_overrides_another() {
        assert_eq!(file("main_line_billing", 7), "main_line_billing.tf");
        assert_eq!(file("main_line_override", 7), "main_line_override_7.tf");
    }
}
