//! What changes for callers between two call flows.

use std::collections::{BTreeMap, HashMap, HashSet};

use indexmap::IndexMap;

use super::flow::{DEFAULT, Flow, IvrFlow, Key, MenuFlow, place};
use super::mark::{Mark, suffix};
use super::problem::{Finding, Problem, of_ivr};
use super::way::Way;

/// What changes for callers, and both call flows as one.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The call flow after, with marks, and with what isn't there any more.
    pub flow: Flow,
    /// What changes, in the order of the call flow.
    pub changes: Vec<Change>,
    /// The problems that there weren't before.
    pub new_problems: Vec<Finding>,
    /// The problems that there were before.
    pub solved_problems: Vec<Finding>,
}

/// Something that changes for callers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The IVR, as a picture calls it.
    pub ivr: String,
    /// What changes there.
    pub what: What,
    /// Where callers got to, or what they heard.
    pub before: String,
    /// Where callers get to, or what they hear.
    pub after: String,
}

/// What changes for callers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A key of a menu, or `default`.
    Key {
        /// The menu.
        menu: String,
        /// The key.
        key: String,
    },
    /// The greeting of a menu.
    Greeting {
        /// The menu.
        menu: String,
    },
    /// Where a phone number leads.
    PhoneNumber(String),
}

/// What belongs together before and after, beside what has the same id.
#[derive(Clone, Debug, Default)]
pub(super) struct Matching {
    /// The ids of IVRs after, by those before.
    pub(super) ivrs: HashMap<i64, i64>,
    /// The ids of menus after, by those before.
    pub(super) menus: HashMap<i64, i64>,
    /// The keys, by menus after, whose callers get to something else though the text may be the same.
    pub(super) changed: HashSet<(i64, String)>,
    /// The phone numbers that lead elsewhere.
    pub(super) numbers: Vec<NumberMove>,
}

/// A phone number that leads to another IVR, or to none.
#[derive(Clone, Debug)]
pub(super) struct NumberMove {
    pub(super) number: String,
    /// The IVR under which it is told.
    pub(super) ivr: String,
    pub(super) before: String,
    pub(super) after: String,
}

impl Matching {
    /// Returns the id after of an IVR.
    pub(super) fn ivr(&self, before: i64) -> i64 {
        self.ivrs.get(&before).copied().unwrap_or(before)
    }

    /// Returns the id after of a menu.
    pub(super) fn menu(&self, before: i64) -> i64 {
        self.menus.get(&before).copied().unwrap_or(before)
    }
}

/// Compares two call flows.
pub(super) fn difference(before: &Flow, after: &Flow, matching: &Matching) -> Difference {
    let mut merger = Merger { matching, changes: Vec::new() };
    let by_id: HashMap<i64, &IvrFlow> = before.ivrs.iter().map(|ivr| (matching.ivr(ivr.id), ivr)).collect();
    let mut ivrs: Vec<_> =
        after.ivrs.iter().map(|ivr| merger.ivr(by_id.get(&ivr.id).copied(), ivr)).collect();
    let is_there = |id: i64| after.ivrs.iter().any(|ivr| ivr.id == id);
    ivrs.extend(
        before.ivrs.iter().filter(|ivr| !is_there(matching.ivr(ivr.id))).map(|ivr| merger.removed_ivr(ivr)),
    );
    let mut changes = merger.changes;
    changes.extend(matching.numbers.iter().map(number_change));
    let (old, new) = (problems(before, matching), problems(after, &Matching::default()));
    Difference {
        flow: Flow { ivrs },
        changes,
        new_problems: only_in(&new, &old),
        solved_problems: only_in(&old, &new),
    }
}

/// Lists the problems that are among these and not among those.
fn only_in(these: &IndexMap<Identity, Finding>, those: &IndexMap<Identity, Finding>) -> Vec<Finding> {
    let only = these.iter().filter(|(identity, _)| !those.contains_key(*identity));
    only.map(|(_, finding)| finding.clone()).collect()
}

fn number_change(moved: &NumberMove) -> Change {
    let NumberMove { number, ivr, before, after } = moved.clone();
    Change { ivr, what: What::PhoneNumber(number), before, after }
}

/// Where a problem is and what it is, with the ids of after: IVR, menu, key, problem, and what a route leads to.
type Identity = (i64, Option<i64>, Option<String>, &'static str, i64);

/// Lists the problems of a call flow, in its order.
fn problems(flow: &Flow, matching: &Matching) -> IndexMap<Identity, Finding> {
    let identity = |ivr: &IvrFlow, finding: &Finding| {
        let of = match finding.problem {
            Problem::MenuNotFound { menu_id } => matching.menu(menu_id),
            Problem::GroupNotFound { group_id, .. } => group_id,
            _ => 0,
        };
        let menu = finding.menu.as_ref().map(|menu| matching.menu(menu.id));
        (matching.ivr(ivr.id), menu, finding.key.clone(), finding.problem.name(), of)
    };
    // Whether an IVR has no menu at all, a plan never shows.
    let told = |ivr| of_ivr(ivr).into_iter().filter(|finding| finding.problem != Problem::NoMenu);
    let of_flow = flow.ivrs.iter().flat_map(|ivr| told(ivr).map(move |finding| (ivr, finding)));
    of_flow.map(|(ivr, finding)| (identity(ivr, &finding), finding)).collect()
}

/// The place of a key on a telephone, its name, and its place among keys of that name.
type KeyPlace<'k> = (usize, &'k str, usize);

struct Merger<'m> {
    matching: &'m Matching,
    changes: Vec<Change>,
}

impl Merger<'_> {
    fn ivr(&mut self, before: Option<&IvrFlow>, after: &IvrFlow) -> IvrFlow {
        let title = retitled(before.map(|ivr| &*ivr.title), &after.title);
        let menus_before = before.map(|ivr| ivr.menus.as_slice()).unwrap_or_default();
        let by_id: HashMap<i64, &MenuFlow> =
            menus_before.iter().map(|menu| (self.matching.menu(menu.id), menu)).collect();
        let mut menus: Vec<_> = after
            .menus
            .iter()
            .map(|menu| self.menu(&after.title, by_id.get(&menu.id).copied(), menu))
            .collect();
        for menu in menus_before {
            if !after.menus.iter().any(|there| there.id == self.matching.menu(menu.id)) {
                menus.push(self.removed_menu(&after.title, menu));
            }
        }
        let numbers = before.map(|ivr| ivr.phone_numbers.as_slice()).unwrap_or_default();
        let mark = match before {
            None => Mark::Added,
            Some(before) if before.title != after.title || before.phone_numbers != after.phone_numbers => {
                Mark::Changed
            }
            Some(_) => Mark::Unchanged,
        };
        let phone_numbers = if before.is_none() {
            after.phone_numbers.clone()
        } else {
            marked_numbers(numbers, &after.phone_numbers)
        };
        IvrFlow { id: after.id, title, phone_numbers, menus, mark }
    }

    fn removed_ivr(&mut self, ivr: &IvrFlow) -> IvrFlow {
        let menus = ivr.menus.iter().map(|menu| self.removed_menu(&ivr.title, menu)).collect();
        IvrFlow { menus, mark: Mark::Removed, ..ivr.clone() }
    }

    fn menu(&mut self, ivr: &str, before: Option<&MenuFlow>, after: &MenuFlow) -> MenuFlow {
        let title = retitled(before.map(|menu| &*menu.title), &after.title);
        let Some(before) = before else {
            let keys = after.keys.iter().map(|key| self.key_of_new_menu(ivr, after, key)).collect();
            return MenuFlow { keys, mark: Mark::Added, ..after.clone() };
        };
        if before.greeting != after.greeting {
            let heard = |menu: &MenuFlow| {
                menu.greeting.clone().unwrap_or_else(|| "one of Zendesk's, or none".to_owned())
            };
            let what = What::Greeting { menu: after.title.clone() };
            self.changes.push(Change {
                ivr: ivr.to_owned(),
                what,
                before: heard(before),
                after: heard(after),
            });
        }
        let keys = self.keys(ivr, before, after);
        let is_same = before.title == after.title
            && before.greeting == after.greeting
            && before.is_first == after.is_first;
        MenuFlow { title, keys, mark: if is_same { Mark::Unchanged } else { Mark::Changed }, ..after.clone() }
    }

    fn removed_menu(&mut self, ivr: &str, menu: &MenuFlow) -> MenuFlow {
        let keys = menu.keys.iter().map(|key| {
            self.push(ivr, menu, key, key.leads_to.clone(), "the menu is deleted".to_owned());
            self.removed(key, "the menu is deleted".to_owned())
        });
        let keys = keys.collect();
        MenuFlow {
            keys,
            mark: Mark::Removed,
            is_reached: true,
            has_default: true,
            leads_to_somebody: true,
            ..menu.clone()
        }
    }

    fn key_of_new_menu(&mut self, ivr: &str, menu: &MenuFlow, key: &Key) -> Key {
        self.push(ivr, menu, key, "the menu is new".to_owned(), key.leads_to.clone());
        Key { mark: Mark::Added, ..key.clone() }
    }

    /// Compares the keys of a menu; several routes on one key go by their order.
    fn keys(&mut self, ivr: &str, before: &MenuFlow, after: &MenuFlow) -> Vec<Key> {
        let mut keys: BTreeMap<KeyPlace<'_>, (Option<&Key>, Option<&Key>)> = BTreeMap::new();
        numbered(&before.keys).for_each(|(at, key)| keys.entry(at).or_default().0 = Some(key));
        numbered(&after.keys).for_each(|(at, key)| keys.entry(at).or_default().1 = Some(key));
        let mut merged = Vec::new();
        for pair in keys.into_values() {
            match pair {
                (Some(was), Some(is)) => merged.push(self.changed(ivr, after, was, is)),
                (None, Some(is)) => {
                    let led_to = without_route(before, &is.key);
                    self.push(ivr, after, is, led_to.clone(), is.leads_to.clone());
                    merged.push(Key { mark: Mark::Added, led_to: Some(led_to), ..is.clone() });
                }
                (Some(was), None) => {
                    let leads_to = without_route(after, &was.key);
                    self.push(ivr, after, was, was.leads_to.clone(), leads_to.clone());
                    merged.push(self.removed(was, leads_to));
                }
                (None, None) => {}
            }
        }
        merged
    }

    fn changed(&mut self, ivr: &str, menu: &MenuFlow, was: &Key, is: &Key) -> Key {
        let has_same_text = match (menu_of(was.way), menu_of(is.way)) {
            (Some(was), Some(is)) => self.matching.menu(was) == is,
            (None, None) => was.leads_to == is.leads_to,
            _ => false,
        };
        // A menu that is there no more is another matter than one that is.
        let is_lost = matches!(is.way, Way::Nowhere(_)) != matches!(was.way, Way::Nowhere(_));
        let is_changed = self.matching.changed.contains(&(menu.id, is.key.clone()));
        if has_same_text && !is_lost && !is_changed {
            return is.clone();
        }
        let leads_to = if was.leads_to == is.leads_to {
            format!("{}, changed", is.leads_to)
        } else {
            is.leads_to.clone()
        };
        self.push(ivr, menu, is, was.leads_to.clone(), leads_to.clone());
        Key { mark: Mark::Changed, led_to: Some(was.leads_to.clone()), leads_to, ..is.clone() }
    }

    fn removed(&self, key: &Key, leads_to: String) -> Key {
        let way = match key.way {
            Way::On(to) => Way::On(self.matching.menu(to)),
            Way::Back(to) => Way::Back(self.matching.menu(to)),
            Way::Aside(to) => Way::Aside(self.matching.menu(to)),
            Way::Out | Way::Nowhere(_) => Way::Out,
        };
        Key {
            way,
            mark: Mark::Removed,
            led_to: Some(key.leads_to.clone()),
            leads_to,
            missing_groups: Vec::new(),
            ..key.clone()
        }
    }

    fn push(&mut self, ivr: &str, menu: &MenuFlow, key: &Key, before: String, after: String) {
        let what = What::Key { menu: menu.title.clone(), key: key.key.clone() };
        self.changes.push(Change { ivr: ivr.to_owned(), what, before, after });
    }
}

/// Says where callers get to who press a key that has no route.
fn without_route(menu: &MenuFlow, key: &str) -> String {
    let default = menu.keys.iter().find(|key| key.key == DEFAULT);
    match default {
        _ if key == DEFAULT => "disconnected".to_owned(),
        Some(default) => format!("{}, as for a wrong key", default.leads_to),
        None if menu.has_default => "what a wrong key does".to_owned(),
        None => "disconnected, as for a wrong key".to_owned(),
    }
}

/// Lists keys in their order, with their places among those of the same name.
fn numbered(keys: &[Key]) -> impl Iterator<Item = (KeyPlace<'_>, &Key)> {
    keys.iter().enumerate().map(|(index, key)| {
        let before = keys.iter().take(index).filter(|other| other.key == key.key).count();
        ((place(Some(&key.key)), key.key.as_str(), before), key)
    })
}

fn menu_of(way: Way) -> Option<i64> {
    match way {
        Way::On(to) | Way::Back(to) | Way::Aside(to) | Way::Nowhere(to) => Some(to),
        Way::Out => None,
    }
}

fn retitled(before: Option<&str>, after: &str) -> String {
    match before {
        Some(before) if before != after => format!("{after}, before: {before}"),
        _ => after.to_owned(),
    }
}

fn marked_numbers(before: &[String], after: &[String]) -> Vec<String> {
    let there = after.iter().map(|number| {
        let mark = if before.contains(number) { Mark::Unchanged } else { Mark::Added };
        format!("{number}{}", suffix(mark))
    });
    let gone = before.iter().filter(|number| !after.contains(number));
    there.chain(gone.map(|number| format!("{number}{}", suffix(Mark::Removed)))).collect()
}
