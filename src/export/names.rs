//! Names of resources, menus and files: made from what people called things, unique, and the same at each export.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use super::canonical_order::Ranks;
use super::destination::Destinations;
use super::outline::{MenuPart, Outline, RoutePart, key_place};
use crate::api::{Ivr, IvrMenu};

/// Words that Terraform's language takes for something else at the start of an expression.
const WORDS: [&str; 5] = ["for", "if", "null", "true", "false"];

/// Names of files that are no IVR's: one of the export, one that Terraform takes for something else, and devices of Windows.
const FILES: [&str; 6] = ["terraform", "override", "con", "prn", "aux", "nul"];

/// What the names of files of an export begin with that are no IVR's.
const FILES_OF_PARTS: [&str; 2] = ["references", "imports"];

/// The length at which the part of one name is cut, in characters.
const MAX_PART: usize = 40;

/// How names are made, and what tells namesakes apart.
#[derive(Debug)]
pub(super) enum Naming<'a> {
    /// Routes by their keys. Of namesakes the oldest keeps the plain name, and the others have their ids: as version 0.1 did.
    ByKey,
    /// Routes by where they lead; all namesakes have their ids.
    ByDestination,
    /// Routes by where they lead; namesakes have their keys or their places among them, since no id may be there.
    Portable(&'a Ranks),
}

/// The names of IVRs and menus.
#[derive(Debug, Default)]
pub(super) struct Names {
    ivrs: HashMap<i64, String>,
    menus: HashMap<i64, String>,
}

impl Names {
    /// Names all IVRs and menus.
    pub(super) fn new(outline: &Outline<'_>, naming: &Naming<'_>) -> Self {
        let ivrs: Vec<_> = outline.ivrs.iter().map(|part| part.ivr).collect();
        let ids: Vec<_> = ivrs.iter().map(|ivr| ivr.id).collect();
        let names = ivrs.iter().map(|ivr| naming.ivr(ivr)).collect();
        let rank = |index: usize| naming.ranks().map_or(0, |ranks| ranks.ivr(ids[index]));
        let names = naming.unique(names, &HashSet::new(), &ids, rank);
        let ivrs: HashMap<_, _> = ids.into_iter().zip(names).collect();

        let mut menus: Vec<_> = outline.menus().map(|(ivr, part)| (ivr.ivr.id, part.menu)).collect();
        menus.sort_by_key(|(_, menu)| menu.id);
        let ids: Vec<_> = menus.iter().map(|(_, menu)| menu.id).collect();
        let of_ivr = |id: &i64| ivrs.get(id).map(String::as_str).unwrap_or_default();
        let names =
            menus.iter().map(|(ivr, menu)| format!("{}_{}", of_ivr(ivr), naming.menu(menu))).collect();
        let rank = |index: usize| naming.ranks().map_or(0, |ranks| ranks.menu(ids[index]));
        // An IVR and a menu have a file each.
        let names = naming.unique(names, &ivrs.values().map(String::as_str).collect(), &ids, rank);
        let menus = ids.into_iter().zip(names).collect();
        Self { ivrs, menus }
    }

    /// Returns the name of an IVR; none for one that isn't there.
    pub(super) fn ivr(&self, id: i64) -> Option<&str> {
        self.ivrs.get(&id).map(String::as_str)
    }

    /// Returns the name of a menu, with its IVR's; none for a menu that isn't there.
    pub(super) fn menu(&self, id: i64) -> Option<&str> {
        self.menus.get(&id).map(String::as_str)
    }

    /// Names all routes.
    pub(super) fn name_routes(
        &self,
        outline: &mut Outline<'_>,
        naming: &Naming<'_>,
        destinations: &Destinations<'_>,
    ) {
        let routes: Vec<_> = outline
            .menus()
            .flat_map(|(_, menu)| menu.routes.iter().map(move |route| (menu, route)))
            .filter(|(_, route)| route.unsupported.is_none())
            .collect();
        let name = |(menu, route): &(&MenuPart<'_>, &RoutePart<'_>)| {
            let menu = self.menu(menu.menu.id).unwrap_or_default();
            format!("{menu}_{}", naming.route(route, destinations))
        };
        let names = routes.iter().map(name).collect();
        let ids: Vec<_> = routes.iter().map(|(_, part)| part.route.id).collect();
        let names = match naming {
            Naming::Portable(ranks) => unique(names, &HashSet::new(), |group| {
                let place = |index: usize| {
                    let (menu, part) = routes[index];
                    (ranks.menu(menu.menu.id), key_place(part.route), part.route.id)
                };
                let keys: Vec<_> = group.iter().map(|index| key_part(key(routes[*index].1))).collect();
                if keys.iter().collect::<HashSet<_>>().len() == keys.len() {
                    return keys.into_iter().map(str::to_owned).collect();
                }
                places(group, place)
            }),
            Naming::ByKey | Naming::ByDestination => naming.unique(names, &HashSet::new(), &ids, |_| 0),
        };
        let mut names = names.into_iter();
        let routes = outline.ivrs.iter_mut().flat_map(|ivr| &mut ivr.menus).flat_map(|menu| &mut menu.routes);
        for part in routes.filter(|part| part.unsupported.is_none()) {
            part.name = names.next().unwrap_or_default();
        }
    }
}

impl Naming<'_> {
    /// Reports whether ids may be in names.
    pub(super) fn has_ids(&self) -> bool {
        !matches!(self, Self::Portable(_))
    }

    fn ranks(&self) -> Option<&Ranks> {
        match self {
            Self::Portable(ranks) => Some(ranks),
            Self::ByKey | Self::ByDestination => None,
        }
    }

    fn ivr(&self, ivr: &Ivr) -> String {
        match part(ivr.name.as_deref()) {
            None if self.has_ids() => format!("ivr_{}", ivr.id),
            None => "ivr".to_owned(),
            Some(part) if self.is_reserved(&part) => format!("ivr_{part}"),
            Some(part) => part,
        }
    }

    /// An identifier begins with a letter and is no word of the language; a file of an IVR isn't taken for another one.
    fn is_reserved(&self, part: &str) -> bool {
        let is_file =
            |file: &str| part.strip_prefix(file).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'));
        part.starts_with(|first: char| first.is_ascii_digit())
            || WORDS.contains(&part)
            || !matches!(self, Self::ByKey)
                && (FILES.contains(&part) || FILES_OF_PARTS.iter().any(|file| is_file(file)))
    }

    fn menu(&self, menu: &IvrMenu) -> String {
        match part(menu.name.as_deref()) {
            None if self.has_ids() => format!("menu_{}", menu.id),
            None => "menu".to_owned(),
            Some(part) => part,
        }
    }

    fn route(&self, part: &RoutePart<'_>, destinations: &Destinations<'_>) -> String {
        match self {
            Self::ByKey => key_part(key(part)).to_owned(),
            Self::ByDestination | Self::Portable(_) => destinations.name(part.route),
        }
    }

    /// Makes names unique: by ids, or by places in the order of `rank`.
    fn unique<K: Ord>(
        &self,
        names: Vec<String>,
        taken: &HashSet<&str>,
        ids: &[i64],
        rank: impl Fn(usize) -> K,
    ) -> Vec<String> {
        match self {
            Self::ByKey => unique_by_age(names, ids),
            Self::ByDestination => unique(names, taken, |group| with_ids(group, ids)),
            Self::Portable(_) => unique(names, taken, |group| places(group, &rank)),
        }
    }
}

/// Makes the name of a file from that of an IVR or a menu, which it is for alone.
pub(super) fn file(name: &str) -> String {
    // Terraform takes files of this name for something else.
    if name.ends_with("_override") { format!("{name}_.tf") } else { format!("{name}.tf") }
}

/// Makes the name of what is referred to from what people call it, if that has a letter or a digit.
pub(super) fn labelled(prefix: &str, label: Option<&str>) -> Option<String> {
    Some(format!("{prefix}_{}", part(label)?))
}

/// Makes names unique: each name that several have, or that is taken, gets a suffix in all places, so that it passes to
/// nobody when one of them goes.
///
/// Two that had one name never have one again, since their suffixes differ: this ends.
pub(super) fn unique(
    mut names: Vec<String>,
    taken: &HashSet<&str>,
    suffixes: impl Fn(&[usize]) -> Vec<String>,
) -> Vec<String> {
    loop {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        names.iter().for_each(|name| *counts.entry(name).or_default() += 1);
        let mut groups: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, name) in names.iter().enumerate() {
            if counts.get(name.as_str()).is_some_and(|count| *count > 1) || taken.contains(name.as_str()) {
                groups.entry(name).or_default().push(index);
            }
        }
        let groups: Vec<_> = groups.into_values().collect();
        if groups.is_empty() {
            return names;
        }
        for group in groups {
            for (index, suffix) in group.iter().zip(suffixes(&group)) {
                names[*index] = format!("{}_{suffix}", names[*index]);
            }
        }
    }
}

/// Returns the ids of a group; its places where the service has one id twice.
pub(super) fn with_ids(group: &[usize], ids: &[i64]) -> Vec<String> {
    let own: Vec<_> = group.iter().map(|index| ids[*index]).collect();
    if own.iter().collect::<HashSet<_>>().len() < own.len() {
        return places(group, |index| index);
    }
    own.iter().map(i64::to_string).collect()
}

/// Returns the place of each member of a group, from 1.
pub(super) fn places<K: Ord>(group: &[usize], rank: impl Fn(usize) -> K) -> Vec<String> {
    let mut sorted: Vec<_> = (0..group.len()).collect();
    sorted.sort_by_key(|member| rank(group[*member]));
    let mut places = vec![String::new(); group.len()];
    for (place, member) in sorted.into_iter().enumerate() {
        places[member] = (place + 1).to_string();
    }
    places
}

/// Makes names unique in their order: the first of a name keeps it, the others get their ids.
fn unique_by_age(names: Vec<String>, ids: &[i64]) -> Vec<String> {
    let mut taken = HashSet::new();
    let mut unique = Vec::new();
    for (mut name, id) in names.into_iter().zip(ids) {
        while !taken.insert(name.clone()) {
            name = format!("{name}_{id}");
        }
        unique.push(name);
    }
    unique
}

fn key<'a>(part: &RoutePart<'a>) -> Option<&'a str> {
    part.route.keypress.as_deref()
}

fn key_part(key: Option<&str>) -> &str {
    match key {
        None => "no_key",
        Some("*") => "star",
        Some("#") => "hash",
        Some(key) => key,
    }
}

/// Makes a readable part of a name; none without a letter or a digit.
pub(super) fn part(name: Option<&str>) -> Option<String> {
    // The same in whatever form the service has it.
    let words = slug::slugify(name?.nfc().collect::<String>());
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
    use std::collections::HashSet;

    use super::{Names, Naming, file, part, places, unique, with_ids};
    use crate::account::{Inventory, IvrContents, MenuContents};
    use crate::api::{Ivr, IvrMenu, IvrRoute, Options};
    use crate::export::Lists;
    use crate::export::canonical_order::Ranks;
    use crate::export::destination::Destinations;
    use crate::export::outline::Outline;

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
            action: Some("group".into()),
            options: Options { group_ids: Some(vec![7]), ..Options::default() },
            overflow_options: vec![],
            option_text: None,
            greeting: None,
        }
    }

    fn inventory(ivrs: Vec<Ivr>, menus: &[(i64, Vec<IvrMenu>)]) -> Inventory {
        let contents = ivrs.iter().map(|ivr| {
            let menus: Vec<_> =
                menus.iter().filter(|(id, _)| *id == ivr.id).flat_map(|(_, menus)| menus.clone()).collect();
            IvrContents { ivr: ivr.clone(), menus, contents: vec![] }
        });
        Inventory { contents: contents.collect(), ivrs }
    }

    /// The names of IVRs and of menus by their ids.
    fn names(inventory: &Inventory, naming: &str) -> (Vec<String>, Vec<String>) {
        let outline = Outline::new(inventory, &[]);
        let ranks = Ranks::new(&outline, &Lists::default());
        let names = Names::new(
            &outline,
            &match naming {
                "key" => Naming::ByKey,
                "destination" => Naming::ByDestination,
                _ => Naming::Portable(&ranks),
            },
        );
        let mut menus: Vec<_> = outline.menus().map(|(_, part)| part.menu.id).collect();
        menus.sort_unstable();
        let ivrs = outline.ivrs.iter().map(|part| names.ivr(part.ivr.id).unwrap().to_owned());
        (ivrs.collect(), menus.into_iter().map(|id| names.menu(id).unwrap().to_owned()).collect())
    }

    #[test]
    fn parts_are_readable_ascii() {
        let cases = [
            ("Main line", "main_line"),
            ("Bürozeiten – Köln & Bonn", "burozeiten_koln_bonn"),
            ("主菜单", "zhu_cai_dan"),
            ("  24/7 Hotline!! ", "24_7_hotline"),
            ("Касса", "kassa"),
            ("Ko\u{308}ln", "koln"),
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

    fn namesakes() -> Inventory {
        let ivrs = vec![ivr(20, "Main line"), ivr(10, "main LINE"), ivr(30, "24/7"), ivr(40, "")];
        let of_10 = vec![menu(13, Some("Billing")), menu(11, Some("Billing")), menu(12, None)];
        inventory(ivrs, &[(10, of_10), (30, vec![menu(31, Some("日本"))])])
    }

    #[test]
    fn in_an_export_of_routes_the_oldest_keeps_the_plain_name() {
        let (ivrs, menus) = names(&namesakes(), "key");
        assert_eq!(ivrs, ["main_line", "main_line_20", "ivr_24_7", "ivr_40"]);
        let expected = ["main_line_billing", "main_line_menu_12", "main_line_billing_13", "ivr_24_7_ri_ben"];
        assert_eq!(menus, expected);
    }

    #[test]
    fn all_namesakes_have_their_ids() {
        let (ivrs, menus) = names(&namesakes(), "destination");
        assert_eq!(ivrs, ["main_line_10", "main_line_20", "ivr_24_7", "ivr_40"]);
        let expected =
            ["main_line_10_billing_11", "main_line_10_menu_12", "main_line_10_billing_13", "ivr_24_7_ri_ben"];
        assert_eq!(menus, expected);
    }

    #[test]
    fn no_name_of_a_portable_export_has_an_id() {
        let (ivrs, menus) = names(&namesakes(), "portable");
        assert_eq!(ivrs, ["main_line_2", "main_line_1", "ivr_24_7", "ivr"]);
        let expected =
            ["main_line_2_billing_1", "main_line_2_menu", "main_line_2_billing_2", "ivr_24_7_ri_ben"];
        assert_eq!(menus, expected);
    }

    #[test]
    fn two_parts_that_make_one_name_are_told_apart() {
        let ivrs = || vec![ivr(1, "a"), ivr(2, "a b")];
        let menus = [(1, vec![menu(3, Some("b c"))]), (2, vec![menu(4, Some("c"))])];
        for (naming, expected) in [
            ("key", ["a_b_c", "a_b_c_4"]),
            ("destination", ["a_b_c_3", "a_b_c_4"]),
            // By what they hold: "c" is after "b c".
            ("portable", ["a_b_c_1", "a_b_c_2"]),
        ] {
            assert_eq!(names(&inventory(ivrs(), &menus), naming).1, expected, "{naming}");
        }
        // Each has a file of its own.
        let menus = [(1, vec![menu(3, Some("b"))])];
        let (ivrs, menus) = names(&inventory(ivrs(), &menus), "destination");
        assert_eq!((ivrs, menus), (vec!["a".to_owned(), "a_b".to_owned()], vec!["a_b_3".to_owned()]));
    }

    #[test]
    fn a_name_that_looks_like_a_namesake_s_is_no_namesake_s() {
        let unique = |ids: &[i64], given: &[&str], taken: &[&str]| {
            let given = given.iter().map(|name| (*name).to_owned()).collect();
            unique(given, &taken.iter().copied().collect::<HashSet<_>>(), |group| with_ids(group, ids))
        };
        assert_eq!(unique(&[1, 2, 3], &["a", "a", "a_1"], &[]), ["a_1_1", "a_2", "a_1_3"]);
        assert_eq!(unique(&[1, 2, 3], &["a", "b", "a"], &["b", "a_1"]), ["a_1_1", "b_2", "a_3"]);
        // The service has one id twice.
        assert_eq!(unique(&[7, 7], &["a", "a"], &[]), ["a_1", "a_2"]);
        assert_eq!(places(&[4, 2, 9], |index| index), ["2", "1", "3"]);
    }

    #[test]
    fn files_of_ivrs_are_no_others() {
        let ivrs = ["Terraform", "imports 7", "Override", "CON", "References", "for", "Conference"];
        let ivrs = (1..).zip(ivrs).map(|(id, name)| ivr(id, name)).collect();
        let (ivrs, _) = names(&inventory(ivrs, &[]), "destination");
        let expected = [
            "ivr_terraform",
            "ivr_imports_7",
            "ivr_override",
            "ivr_con",
            "ivr_references",
            "ivr_for",
            "conference",
        ];
        assert_eq!(ivrs, expected);
        assert_eq!(file("main_line_billing"), "main_line_billing.tf");
        assert_eq!(file("main_line_override"), "main_line_override_.tf");
    }

    #[test]
    fn routes_are_named_by_where_they_lead_or_by_their_keys() {
        let keys = [Some("0"), Some("*"), Some("#"), Some("default")];
        let mut inventory = inventory(vec![ivr(1, "a")], &[(1, vec![menu(2, Some("b"))])]);
        let routes = (5..).zip(keys).map(|(id, key)| route(id, key)).collect();
        inventory.contents[0].contents.push(MenuContents { menu: menu(2, Some("b")), routes });
        let mut outline = Outline::new(&inventory, &[]);
        let (lists, ranks) = (Lists::default(), Ranks::new(&outline, &Lists::default()));
        for (naming, expected) in [
            (Naming::ByKey, ["a_b_0", "a_b_star", "a_b_hash", "a_b_default"]),
            (Naming::ByDestination, ["a_b_group_7_5", "a_b_group_7_6", "a_b_group_7_7", "a_b_group_7_8"]),
            (
                Naming::Portable(&ranks),
                ["a_b_group_0", "a_b_group_star", "a_b_group_hash", "a_b_group_default"],
            ),
        ] {
            let destinations = Destinations::new(&outline, &lists, naming.has_ids());
            Names::new(&outline, &naming).name_routes(&mut outline, &naming, &destinations);
            let made: Vec<_> =
                outline.ivrs[0].menus[0].routes.iter().map(|part| part.name.as_str()).collect();
            assert_eq!(made, expected);
        }
    }
}
