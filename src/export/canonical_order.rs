//! The order of IVRs and menus by what they hold: the same in every account that holds the same, whatever its ids.

use std::collections::{HashMap, HashSet};

use super::kind::Kind;
use super::lists::Lists;
use super::outline::{IvrPart, MenuPart, Outline};
use crate::api::{IvrRoute, Options};

/// The places of IVRs and menus in that order.
#[derive(Debug, Default)]
pub(super) struct Ranks {
    ivrs: HashMap<i64, usize>,
    menus: HashMap<i64, usize>,
}

impl Ranks {
    /// Sorts the IVRs and the menus of an account.
    pub(super) fn new(outline: &Outline<'_>, lists: &Lists) -> Self {
        let graph = Graph::new(outline, lists);
        let ranks = graph.ranks();
        let of =
            |places: HashMap<i64, usize>| places.into_iter().map(|(id, node)| (id, ranks[node])).collect();
        Self { ivrs: of(graph.ivrs), menus: of(graph.menus) }
    }

    /// Returns the place of an IVR.
    pub(super) fn ivr(&self, id: i64) -> usize {
        self.ivrs.get(&id).copied().unwrap_or(usize::MAX)
    }

    /// Returns the place of a menu.
    pub(super) fn menu(&self, id: i64) -> usize {
        self.menus.get(&id).copied().unwrap_or(usize::MAX)
    }
}

/// IVRs and menus, and the routes between menus.
#[derive(Debug, Default)]
struct Graph {
    /// What each holds that is told without an id.
    texts: Vec<String>,
    /// What each refers to and is referred to by, and how.
    edges: Vec<Vec<(String, usize)>>,
    ivrs: HashMap<i64, usize>,
    menus: HashMap<i64, usize>,
}

impl Graph {
    fn new(outline: &Outline<'_>, lists: &Lists) -> Self {
        let mut graph = Self::default();
        for ivr in &outline.ivrs {
            let node = graph.add(ivr_text(ivr, lists));
            graph.ivrs.insert(ivr.ivr.id, node);
        }
        for (_, menu) in outline.menus() {
            let node = graph.add(menu_text(menu, lists));
            graph.menus.insert(menu.menu.id, node);
        }
        for (ivr, menu) in outline.menus() {
            let (ivr, node) = (graph.ivrs[&ivr.ivr.id], graph.menus[&menu.menu.id]);
            graph.edges[ivr].push(("menu".to_owned(), node));
            graph.edges[node].push(("ivr".to_owned(), ivr));
            for route in menu.routes.iter().filter(|part| part.unsupported.is_none()) {
                let target = route.route.options.menu_id.and_then(|id| graph.menus.get(&id)).copied();
                if let Some(target) = target.filter(|_| route.route.action.as_deref() == Some("menu")) {
                    let key = format!("{:?}", route.route.keypress);
                    graph.edges[target].push((format!("from {key}"), node));
                    graph.edges[node].push((format!("to {key}"), target));
                }
            }
        }
        graph
    }

    fn add(&mut self, text: String) -> usize {
        self.texts.push(text);
        self.edges.push(Vec::new());
        self.texts.len() - 1
    }

    /// Sorts by the texts, then by what they refer to, as far as that goes; then one of those that are equal goes first, and
    /// what refers to it can be told apart as well.
    fn ranks(&self) -> Vec<usize> {
        let mut ranks = self.refined(ranked(&self.texts));
        while let Some(equal) = first_equal(&ranks) {
            let before = count(&ranks);
            let first = equal.first().copied();
            let doubled = |node: usize, rank: usize| 2 * rank + usize::from(Some(node) != first);
            let apart: Vec<_> = ranks.iter().enumerate().map(|(node, rank)| doubled(node, *rank)).collect();
            ranks = self.refined(ranked(&apart));
            if count(&ranks) == before + 1 {
                // Nothing else depends on which of them is which.
                let equal: HashSet<_> = equal.into_iter().collect();
                let own = |node: usize| if equal.contains(&node) { node } else { 0 };
                let keys: Vec<_> = ranks.iter().enumerate().map(|(node, rank)| (*rank, own(node))).collect();
                ranks = ranked(&keys);
            }
        }
        ranks
    }

    /// Tells those of one rank apart by the ranks of what they refer to, until that tells no more of them apart.
    fn refined(&self, mut ranks: Vec<usize>) -> Vec<usize> {
        loop {
            let key = |node: usize| {
                let mut edges: Vec<_> =
                    self.edges[node].iter().map(|(how, target)| (how.as_str(), ranks[*target])).collect();
                edges.sort_unstable();
                (ranks[node], edges)
            };
            let keys: Vec<_> = (0..ranks.len()).map(key).collect();
            let refined = ranked(&keys);
            if count(&refined) == count(&ranks) {
                return refined;
            }
            ranks = refined;
        }
    }
}

/// Returns the place of each key among the different ones.
fn ranked<K: Ord>(keys: &[K]) -> Vec<usize> {
    let mut sorted: Vec<_> = keys.iter().collect();
    sorted.sort_unstable();
    sorted.dedup();
    keys.iter().map(|key| sorted.partition_point(|other| *other < key)).collect()
}

fn count(ranks: &[usize]) -> usize {
    ranks.iter().max().map_or(0, |last| last + 1)
}

/// Returns the nodes of the first rank that several have.
fn first_equal(ranks: &[usize]) -> Option<Vec<usize>> {
    let mut nodes: Vec<Vec<usize>> = vec![Vec::new(); count(ranks)];
    ranks.iter().enumerate().for_each(|(node, rank)| nodes[*rank].push(node));
    nodes.into_iter().find(|nodes| nodes.len() > 1)
}

fn ivr_text(part: &IvrPart<'_>, lists: &Lists) -> String {
    let numbers = part.ivr.phone_number_ids.iter();
    let mut numbers: Vec<_> = numbers.map(|id| lists.findable(Kind::PhoneNumber, *id).ok()).collect();
    numbers.sort_unstable();
    format!("{:?} {numbers:?}", part.ivr.name)
}

fn menu_text(part: &MenuPart<'_>, lists: &Lists) -> String {
    let greeting = part.menu.own_greeting().map(|id| lists.findable(Kind::Greeting, id).ok());
    let supported = part.routes.iter().filter(|part| part.unsupported.is_none());
    let routes: Vec<_> = supported.map(|part| route_text(part.route, lists)).collect();
    format!("{} {:?} {greeting:?} {routes:?}", !part.menu.default, part.menu.name)
}

fn route_text(route: &IvrRoute, lists: &Lists) -> String {
    let Options { group_ids, phone_number, sms_text, textback_phone_number_id, menu_id: _, tags, unknown: _ } =
        &route.options;
    let name = |kind: Kind, id: i64| lists.findable(kind, id).ok();
    // Others may be left over from an action that the route had before.
    let option = match route.action.as_deref() {
        Some("group" | "voicemail") => {
            format!("{:?}", group_ids.iter().flatten().map(|id| name(Kind::Group, *id)).collect::<Vec<_>>())
        }
        Some("phone_number") => format!("{phone_number:?}"),
        Some("textback") => {
            format!("{sms_text:?} {:?}", textback_phone_number_id.map(|id| name(Kind::PhoneNumber, id)))
        }
        _ => String::new(),
    };
    format!("{:?} {:?} {option} {tags:?}", route.keypress, route.action)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Ranks;
    use crate::account::{Inventory, IvrContents, MenuContents};
    use crate::api::{Ivr, IvrMenu, IvrRoute};
    use crate::export::Lists;
    use crate::export::outline::Outline;

    /// One IVR, whose menus are given by id, each with the menus that its keys lead to.
    fn inventory(menus: &[(i64, &str, &[i64])]) -> Inventory {
        let ivr: Ivr = serde_json::from_value(json!({"id": 1, "name": "Main line"})).unwrap();
        let route = |menu: i64, (key, to): (usize, &i64)| -> Value {
            let id = 100 * menu + i64::try_from(key).unwrap();
            json!({"id": id, "keypress": key.to_string(), "action": "menu", "options": {"menu_id": to}})
        };
        let contents: Vec<_> = menus
            .iter()
            .map(|(id, name, to)| {
                let menu: IvrMenu = serde_json::from_value(json!({"id": id, "name": name})).unwrap();
                let routes = to.iter().enumerate().map(|at| serde_json::from_value(route(*id, at)).unwrap());
                MenuContents { menu, routes: routes.collect::<Vec<IvrRoute>>() }
            })
            .collect();
        let menus = contents.iter().map(|contents| contents.menu.clone()).collect();
        Inventory { ivrs: vec![ivr.clone()], contents: vec![IvrContents { ivr, menus, contents }] }
    }

    /// The order of the menus, by the given ids.
    fn order(menus: &[(i64, &str, &[i64])]) -> Vec<i64> {
        let inventory = inventory(menus);
        let ranks = Ranks::new(&Outline::new(&inventory, &[]), &Lists::default());
        let mut ids: Vec<_> = menus.iter().map(|(id, ..)| *id).collect();
        ids.sort_by_key(|id| ranks.menu(*id));
        ids
    }

    #[test]
    fn namesakes_are_sorted_by_what_leads_to_them_whatever_their_ids() {
        // From A, key 0 leads to one twin and key 1 to the other; each twin leads to a menu of one more pair.
        let menus = |ids: [i64; 5]| -> Vec<usize> {
            let [a, one, two, below_one, below_two] = ids;
            let order = order(&[
                (a, "A", &[one, two]),
                (one, "Twin", &[below_one]),
                (two, "Twin", &[below_two]),
                (below_one, "Below", &[]),
                (below_two, "Below", &[]),
            ]);
            order.into_iter().map(|id| ids.iter().position(|other| *other == id).unwrap()).collect()
        };
        let expected = menus([11, 12, 13, 14, 15]);
        for ids in [[15, 14, 13, 12, 11], [11, 13, 12, 14, 15], [13, 12, 14, 15, 11]] {
            assert_eq!(menus(ids), expected, "{ids:?}");
        }
    }

    #[test]
    fn two_pairs_of_equal_menus_are_sorted_alike() {
        // Nothing tells the pairs apart; but what is first of one pair leads to what is first of the other.
        for [one, two, below_one, below_two] in [[11, 12, 13, 14], [11, 12, 14, 13], [14, 11, 12, 13]] {
            let order = order(&[
                (one, "Twin", &[below_one]),
                (two, "Twin", &[below_two]),
                (below_one, "Below", &[]),
                (below_two, "Below", &[]),
            ]);
            let place = |id: i64| order.iter().position(|other| *other == id).unwrap();
            assert_eq!(place(one) < place(two), place(below_one) < place(below_two), "{order:?}");
        }
    }

    #[test]
    fn many_equal_menus_are_sorted_at_once() {
        let menus: Vec<_> = (1..=2000).map(|id| (id, "Same", &[][..])).collect();
        assert_eq!(order(&menus), (1..=2000).collect::<Vec<_>>());
    }
}
