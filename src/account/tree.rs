//! What the copy of an account holds: IVRs, their menus, and the menus' routes, each list as far as it is known.

use indexmap::IndexMap;

use crate::api::{Ivr, IvrMenu, IvrRoute, MenuId, Record};

/// IVRs, menus and routes, each in the order of the API's list.
#[derive(Debug, Default)]
pub struct Tree {
    ivrs: IndexMap<i64, IvrNode>,
    /// Whether these are all IVRs of the account.
    is_whole: bool,
}

#[derive(Debug)]
struct IvrNode {
    /// Without its menus.
    ivr: Ivr,
    menus: Option<IndexMap<i64, MenuNode>>,
}

#[derive(Debug)]
struct MenuNode {
    /// Without its routes.
    menu: IvrMenu,
    routes: Option<Vec<IvrRoute>>,
}

/// Where a list is: what the records of one kind belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The list of IVRs.
    Account,
    /// The list of an IVR's menus.
    Ivr(i64),
    /// The list of a menu's routes.
    Menu(MenuId),
}

/// A kind of record that the copy holds.
pub trait Kept: Record<Id = i64> {
    /// What people call one, such as `menu`.
    const NOUN: &'static str;
    /// What a list of them is called in the summary of an error, such as `list IVR menus`.
    const LIST: &'static str;

    /// Returns the list that the records of a parent are in.
    fn place(parent: Self::Parent) -> Place;

    /// Says which one is meant, in a message: `Menu 2 (IVR 1)`.
    fn which(parent: Self::Parent, id: i64) -> String;

    /// Returns the records of a parent; none if they aren't known.
    fn all(tree: &Tree, parent: Self::Parent) -> Option<Vec<Self>>;

    /// Reports whether the records of a parent are known.
    fn is_listed(tree: &Tree, parent: Self::Parent) -> bool;

    /// Returns one record, if it is known to be there.
    fn get(tree: &Tree, parent: Self::Parent, id: i64) -> Option<Self>;

    /// Takes in a whole list.
    fn set_all(tree: &mut Tree, parent: Self::Parent, records: Vec<Self>);

    /// Takes in one record, where its list is known.
    fn put(tree: &mut Tree, parent: Self::Parent, record: Self);

    /// Takes out one record.
    fn remove(tree: &mut Tree, parent: Self::Parent, id: i64);

    /// Drops a list that nobody can be sure of any more.
    fn forget(tree: &mut Tree, parent: Self::Parent);
}

impl Tree {
    /// Returns the IVR that a menu belongs to.
    pub(super) fn ivr_of_menu(&self, menu_id: i64) -> Option<i64> {
        let has = |node: &IvrNode| node.menus.as_ref().is_some_and(|menus| menus.contains_key(&menu_id));
        self.ivrs.iter().find(|(_, node)| has(node)).map(|(id, _)| *id)
    }

    fn ivr(&self, ivr_id: i64) -> Option<&IvrNode> {
        self.ivrs.get(&ivr_id)
    }

    fn menu(&self, menu: MenuId) -> Option<&MenuNode> {
        self.ivr(menu.ivr_id)?.menus.as_ref()?.get(&menu.menu_id)
    }

    fn menu_mut(&mut self, menu: MenuId) -> Option<&mut MenuNode> {
        self.ivrs.get_mut(&menu.ivr_id)?.menus.as_mut()?.get_mut(&menu.menu_id)
    }
}

impl From<Ivr> for IvrNode {
    fn from(mut ivr: Ivr) -> Self {
        let menus = ivr.menus.take();
        let menus = menus.map(|menus| menus.into_iter().map(|menu| (menu.id, menu.into())).collect());
        Self { ivr, menus }
    }
}

impl From<IvrMenu> for MenuNode {
    fn from(mut menu: IvrMenu) -> Self {
        let routes = menu.routes.take();
        Self { menu, routes }
    }
}

impl Kept for Ivr {
    const NOUN: &'static str = "IVR";
    const LIST: &'static str = "list IVRs";

    fn place((): ()) -> Place {
        Place::Account
    }

    fn which((): (), id: i64) -> String {
        format!("IVR {id}")
    }

    fn all(tree: &Tree, (): ()) -> Option<Vec<Self>> {
        tree.is_whole.then(|| tree.ivrs.values().map(|node| node.ivr.clone()).collect())
    }

    fn is_listed(tree: &Tree, (): ()) -> bool {
        tree.is_whole
    }

    fn get(tree: &Tree, (): (), id: i64) -> Option<Self> {
        tree.ivr(id).map(|node| node.ivr.clone())
    }

    fn set_all(tree: &mut Tree, (): (), records: Vec<Self>) {
        tree.ivrs = records.into_iter().map(|ivr| (ivr.id, ivr.into())).collect();
        tree.is_whole = true;
    }

    /// A number has one IVR: those of this one leave all others.
    fn put(tree: &mut Tree, (): (), record: Self) {
        let taken = record.phone_number_ids.clone();
        for node in tree.ivrs.values_mut().filter(|node| node.ivr.id != record.id) {
            release(&mut node.ivr, &taken);
        }
        let id = record.id;
        let mut node = IvrNode::from(record);
        if let Some(known) = tree.ivrs.get_mut(&id)
            && node.menus.is_none()
        {
            node.menus = known.menus.take();
        }
        tree.ivrs.insert(id, node);
    }

    fn remove(tree: &mut Tree, (): (), id: i64) {
        tree.ivrs.shift_remove(&id);
    }

    fn forget(tree: &mut Tree, (): ()) {
        *tree = Tree::default();
    }
}

fn release(ivr: &mut Ivr, taken: &[i64]) {
    let is_left: Vec<_> = ivr.phone_number_ids.iter().map(|id| !taken.contains(id)).collect();
    let mut left = is_left.iter();
    ivr.phone_number_names.retain(|_| left.next().copied().unwrap_or(true));
    ivr.phone_number_ids.retain(|id| !taken.contains(id));
}

impl Kept for IvrMenu {
    const NOUN: &'static str = "menu";
    const LIST: &'static str = "list IVR menus";

    fn place(ivr_id: i64) -> Place {
        Place::Ivr(ivr_id)
    }

    fn which(ivr_id: i64, id: i64) -> String {
        format!("Menu {id} (IVR {ivr_id})")
    }

    fn all(tree: &Tree, ivr_id: i64) -> Option<Vec<Self>> {
        let menus = tree.ivr(ivr_id)?.menus.as_ref()?;
        Some(menus.values().map(|node| node.menu.clone()).collect())
    }

    fn is_listed(tree: &Tree, ivr_id: i64) -> bool {
        tree.ivr(ivr_id).is_some_and(|node| node.menus.is_some())
    }

    fn get(tree: &Tree, ivr_id: i64, id: i64) -> Option<Self> {
        tree.menu(MenuId { ivr_id, menu_id: id }).map(|node| node.menu.clone())
    }

    fn set_all(tree: &mut Tree, ivr_id: i64, records: Vec<Self>) {
        let menus = records.into_iter().map(|menu| (menu.id, menu.into())).collect();
        let unread = || Ivr {
            id: ivr_id,
            name: None,
            menus: None,
            phone_number_ids: Vec::new(),
            phone_number_names: Vec::new(),
        };
        // Where the list of IVRs isn't read, only the menus of the IVR are known.
        tree.ivrs.entry(ivr_id).or_insert_with(|| unread().into()).menus = Some(menus);
    }

    fn put(tree: &mut Tree, ivr_id: i64, record: Self) {
        if let Some(menus) = tree.ivrs.get_mut(&ivr_id).and_then(|node| node.menus.as_mut()) {
            let id = record.id;
            let mut node = MenuNode::from(record);
            if let Some(known) = menus.get_mut(&id)
                && node.routes.is_none()
            {
                node.routes = known.routes.take();
            }
            menus.insert(id, node);
        }
    }

    fn remove(tree: &mut Tree, ivr_id: i64, id: i64) {
        if let Some(menus) = tree.ivrs.get_mut(&ivr_id).and_then(|node| node.menus.as_mut()) {
            menus.shift_remove(&id);
        }
    }

    fn forget(tree: &mut Tree, ivr_id: i64) {
        if let Some(node) = tree.ivrs.get_mut(&ivr_id) {
            node.menus = None;
        }
    }
}

impl Kept for IvrRoute {
    const NOUN: &'static str = "route";
    const LIST: &'static str = "list IVR routes";

    fn place(menu: MenuId) -> Place {
        Place::Menu(menu)
    }

    fn which(menu: MenuId, id: i64) -> String {
        format!("Route {id} of menu {} (IVR {})", menu.menu_id, menu.ivr_id)
    }

    fn all(tree: &Tree, menu: MenuId) -> Option<Vec<Self>> {
        tree.menu(menu)?.routes.clone()
    }

    fn is_listed(tree: &Tree, menu: MenuId) -> bool {
        tree.menu(menu).is_some_and(|node| node.routes.is_some())
    }

    fn get(tree: &Tree, menu: MenuId, id: i64) -> Option<Self> {
        tree.menu(menu)?.routes.as_ref()?.iter().find(|route| route.id == id).cloned()
    }

    fn set_all(tree: &mut Tree, menu: MenuId, records: Vec<Self>) {
        if let Some(node) = tree.menu_mut(menu) {
            node.routes = Some(records);
        }
    }

    fn put(tree: &mut Tree, menu: MenuId, record: Self) {
        if let Some(routes) = tree.menu_mut(menu).and_then(|node| node.routes.as_mut()) {
            match routes.iter_mut().find(|known| known.id == record.id) {
                Some(known) => *known = record,
                None => routes.push(record),
            }
        }
    }

    fn remove(tree: &mut Tree, menu: MenuId, id: i64) {
        if let Some(routes) = tree.menu_mut(menu).and_then(|node| node.routes.as_mut()) {
            routes.retain(|route| route.id != id);
        }
    }

    fn forget(tree: &mut Tree, menu: MenuId) {
        if let Some(node) = tree.menu_mut(menu) {
            node.routes = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, from_value, json};

    use super::{Kept, Tree};
    use crate::api::{Ivr, IvrMenu, IvrRoute, MenuId};

    const MENU: MenuId = MenuId { ivr_id: 1, menu_id: 2 };

    fn ivr(value: Value) -> Ivr {
        from_value(value).unwrap()
    }

    fn tree(ivrs: Value) -> Tree {
        let mut tree = Tree::default();
        Ivr::set_all(&mut tree, (), from_value(ivrs).unwrap());
        tree
    }

    #[test]
    fn what_an_answer_lacks_isn_t_known() {
        let tree = tree(json!([{"id": 1, "menus": [{"id": 2}]}, {"id": 3}]));
        assert_eq!(IvrMenu::all(&tree, 1).unwrap().len(), 1);
        assert_eq!(IvrRoute::all(&tree, MENU), None);
        assert_eq!(IvrMenu::all(&tree, 3), None);
        assert_eq!(Ivr::all(&Tree::default(), ()), None);
    }

    #[test]
    fn an_answer_without_the_nested_part_keeps_what_is_known() {
        let mut tree = tree(json!([{"id": 1, "name": "a", "menus": [{"id": 2, "routes": [{"id": 9}]}]}]));
        Ivr::put(&mut tree, (), ivr(json!({"id": 1, "name": "b"})));
        IvrMenu::put(&mut tree, 1, from_value(json!({"id": 2, "name": "c"})).unwrap());
        assert_eq!(Ivr::get(&tree, (), 1).unwrap().name.as_deref(), Some("b"));
        assert_eq!(IvrMenu::get(&tree, 1, 2).unwrap().name.as_deref(), Some("c"));
        assert_eq!(IvrRoute::all(&tree, MENU).unwrap().len(), 1);
    }

    #[test]
    fn a_number_leaves_all_other_ivrs() {
        let mut tree = tree(json!([
            {"id": 1, "phone_number_ids": [10, 11], "phone_number_names": ["a", "b"]},
            {"id": 2, "phone_number_ids": [12], "phone_number_names": ["c"]},
        ]));
        Ivr::put(&mut tree, (), ivr(json!({"id": 2, "phone_number_ids": [10], "phone_number_names": ["a"]})));
        let left = Ivr::get(&tree, (), 1).unwrap();
        assert_eq!((left.phone_number_ids, left.phone_number_names), (vec![11], vec!["b".to_owned()]));
    }

    #[test]
    fn what_is_gone_takes_along_what_is_below() {
        let mut tree = tree(json!([{"id": 1, "menus": [{"id": 2, "routes": [{"id": 9}]}]}]));
        IvrRoute::remove(&mut tree, MENU, 9);
        assert_eq!(IvrRoute::all(&tree, MENU), Some(vec![]));
        IvrMenu::remove(&mut tree, 1, 2);
        assert_eq!((IvrRoute::all(&tree, MENU), IvrMenu::all(&tree, 1)), (None, Some(vec![])));
        Ivr::remove(&mut tree, (), 1);
        assert_eq!((IvrMenu::all(&tree, 1), Ivr::all(&tree, ())), (None, Some(vec![])));
    }

    #[test]
    fn what_is_forgotten_is_not_known_and_the_lists_beside_it_are() {
        let full = || {
            tree(json!([
                {"id": 1, "menus": [{"id": 2, "routes": [{"id": 9}]}, {"id": 3, "routes": []}]},
                {"id": 4, "menus": []},
            ]))
        };
        let listed = |tree: &Tree| {
            let other = MenuId { menu_id: 3, ..MENU };
            let ivrs = [Ivr::is_listed(tree, ())];
            let menus = [1, 4].map(|ivr_id| IvrMenu::is_listed(tree, ivr_id));
            let routes = [MENU, other].map(|menu| IvrRoute::is_listed(tree, menu));
            (ivrs, menus, routes)
        };
        let mut tree = full();
        assert_eq!(listed(&tree), ([true], [true, true], [true, true]));
        IvrRoute::forget(&mut tree, MENU);
        assert_eq!(listed(&tree), ([true], [true, true], [false, true]));
        assert!(IvrMenu::get(&tree, 1, 2).is_some());
        let mut tree = full();
        IvrMenu::forget(&mut tree, 1);
        assert_eq!(listed(&tree), ([true], [false, true], [false, false]));
        assert!(Ivr::get(&tree, (), 1).is_some());
        Ivr::forget(&mut tree, ());
        assert_eq!(listed(&tree), ([false], [false, false], [false, false]));
    }

    #[test]
    fn a_list_takes_the_place_of_the_one_before() {
        let mut tree = Tree::default();
        // The list of IVRs isn't read, so there is no place for the routes of a menu.
        IvrRoute::set_all(&mut tree, MENU, from_value(json!([{"id": 9}])).unwrap());
        assert!(!IvrRoute::is_listed(&tree, MENU));
        for menus in [json!([{"id": 2}, {"id": 3}]), json!([{"id": 2}])] {
            IvrMenu::set_all(&mut tree, 1, from_value(menus.clone()).unwrap());
            assert_eq!(IvrMenu::all(&tree, 1).unwrap().len(), menus.as_array().unwrap().len());
        }
        for routes in [json!([{"id": 8}, {"id": 9}]), json!([{"id": 9}])] {
            IvrRoute::set_all(&mut tree, MENU, from_value(routes.clone()).unwrap());
            assert_eq!(IvrRoute::all(&tree, MENU).unwrap().len(), routes.as_array().unwrap().len());
        }
        assert_eq!(IvrRoute::get(&tree, MENU, 9).unwrap().id, 9);
        assert_eq!(IvrRoute::get(&tree, MENU, 8), None);
        assert!(!Ivr::is_listed(&tree, ()));
    }

    #[test]
    fn a_route_is_put_in_the_place_of_the_one_with_its_id() {
        let mut tree = tree(json!([{"id": 1, "menus": [{"id": 2, "routes": [{"id": 8}, {"id": 9}]}]}]));
        for route in [json!({"id": 9, "keypress": "1"}), json!({"id": 7, "keypress": "2"})] {
            IvrRoute::put(&mut tree, MENU, from_value(route).unwrap());
        }
        let routes = IvrRoute::all(&tree, MENU).unwrap();
        let routes: Vec<_> = routes.iter().map(|route| (route.id, route.keypress.as_deref())).collect();
        assert_eq!(routes, [(8, None), (9, Some("1")), (7, Some("2"))]);
    }

    #[test]
    fn an_ivr_keeps_its_own_numbers() {
        let mut tree = tree(json!([{"id": 1}]));
        let numbers = json!({"id": 1, "phone_number_ids": [10], "phone_number_names": ["a"]});
        for _ in 0..2 {
            Ivr::put(&mut tree, (), ivr(numbers.clone()));
            assert_eq!(Ivr::get(&tree, (), 1).unwrap().phone_number_ids, [10]);
        }
    }

    #[test]
    fn each_record_is_named_with_what_it_is_in() {
        assert_eq!(Ivr::which((), 1), "IVR 1");
        assert_eq!(IvrMenu::which(1, 2), "Menu 2 (IVR 1)");
        assert_eq!(IvrRoute::which(MENU, 9), "Route 9 of menu 2 (IVR 1)");
    }
}
