//! What people do to a configuration.

use std::collections::BTreeMap;

use fastrand::Rng;

use super::routes::{Content, KEYS, Wanted};

/// The routes of the configuration, by their names.
pub(super) type Config = BTreeMap<String, Wanted>;

/// How many routes a menu has at most: less than there are keys, for a ring in a full menu can't turn.
const FULL: usize = 8;

/// Changes a configuration in some way; maybe in none.
pub(super) fn change(random: &mut Rng, config: &mut Config, menu_ids: &[i64]) {
    for menu in 0..menu_ids.len() {
        for _ in 0..random.usize(..4) {
            add(random, config, menu, menu_ids);
        }
        if random.bool() {
            exchange_keys(random, config, menu);
        }
    }
    for name in config.keys().cloned().collect::<Vec<_>>() {
        match random.u8(..20) {
            0..2 => drop(config.remove(&name)),
            2..5 => with(config, &name, |route| route.content = Content::random(random, menu_ids)),
            5 => with(config, &name, |route| route.content.tags.clear()),
            6 => rename(random, config, &name),
            7 => replace(random, config, &name, menu_ids.len()),
            _ => {}
        }
    }
}

fn with(config: &mut Config, name: &str, change: impl FnOnce(&mut Wanted)) {
    if let Some(route) = config.get_mut(name) {
        change(route);
    }
}

fn add(random: &mut Rng, config: &mut Config, menu: usize, menu_ids: &[i64]) {
    let free = free_keys(config, menu);
    if KEYS.len() - free.len() < FULL {
        let key = free[random.usize(..free.len())];
        let content = Content::random(random, menu_ids);
        config.insert(new_name(random, config), Wanted { menu, key, content });
    }
}

/// Gives some routes of a menu other keys, their own or free ones: swaps, rings and chains of any length.
fn exchange_keys(random: &mut Rng, config: &mut Config, menu: usize) {
    let mut keys = free_keys(config, menu);
    keys.truncate(random.usize(..3));
    let mut routes: Vec<_> =
        config.values_mut().filter(|route| route.menu == menu && random.bool()).collect();
    keys.extend(routes.iter().map(|route| route.key));
    random.shuffle(&mut keys);
    routes.iter_mut().zip(keys).for_each(|(route, key)| route.key = key);
}

/// Gives the route another name: it is destroyed and created, side by side.
fn rename(random: &mut Rng, config: &mut Config, name: &str) {
    if let Some(route) = config.remove(name) {
        config.insert(new_name(random, config), route);
    }
}

/// Moves the route to another menu, which takes a new route.
fn replace(random: &mut Rng, config: &mut Config, name: &str, menus: usize) {
    let menu = random.usize(..menus);
    let free = free_keys(config, menu);
    if KEYS.len() - free.len() < FULL {
        let key = free[random.usize(..free.len())];
        with(config, name, |route| (route.menu, route.key) = (menu, key));
    }
}

fn free_keys(config: &Config, menu: usize) -> Vec<&'static str> {
    let is_free = |key: &&str| !config.values().any(|route| route.menu == menu && route.key == *key);
    KEYS.into_iter().filter(is_free).collect()
}

/// A name that no route of the configuration has; former routes may have had it.
fn new_name(random: &mut Rng, config: &Config) -> String {
    loop {
        let name = format!("r{}", random.u8(..60));
        if !config.contains_key(&name) {
            return name;
        }
    }
}
