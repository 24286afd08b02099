//! Random walks of Terraform, against a model that knows which resource each call is about.

use proptest::prelude::*;
use tf_provider::value::Value;

use super::IvrRoute;
use super::planned_keys::{Candidate, PlannedKeys};
use super::tests::route;
use crate::api::MenuId;

const MENU: MenuId = MenuId { ivr_id: 1, menu_id: 2 };

const KEYS: [&str; 4] = ["1", "2", "3", "4"];

const ACTIONS: [&str; 2] = ["group", "menu"];

/// A resource block: what it configures, and how many instances of it there are.
#[derive(Clone, Debug)]
struct Block {
    key: usize,
    action: usize,
    instances: usize,
    /// Whether the menu is unknown in a validate walk.
    is_known_later: bool,
}

/// An instance in a plan.
#[derive(Clone, Debug)]
struct Instance {
    key: usize,
    action: usize,
    /// The route that it has.
    route: Option<i64>,
    is_replaced: bool,
}

/// How the calls of a walk are mixed.
#[derive(Clone, Debug)]
struct Order(Vec<usize>);

fn blocks(instances: impl Strategy<Value = usize> + Clone) -> impl Strategy<Value = Vec<Block>> {
    let block = (0..KEYS.len(), 0..ACTIONS.len(), instances, any::<bool>());
    let block = block.prop_map(|(key, action, instances, is_known_later)| Block {
        key,
        action,
        instances,
        is_known_later,
    });
    prop::collection::vec(block, 1..5)
}

fn order() -> impl Strategy<Value = Order> {
    prop::collection::vec(0..8_usize, 64).prop_map(Order)
}

fn config(key: usize, action: usize) -> IvrRoute {
    route(serde_json::json!({"keypress": KEYS[key], "action": ACTIONS[action]}))
}

/// The validate walk of a run of a test file: once for each block.
fn validate_walk(keys: &PlannedKeys, blocks: &[Block]) {
    for block in blocks {
        let config = config(block.key, block.action);
        keys.validate(&if block.is_known_later {
            IvrRoute { menu_id: Value::Unknown, ..config }
        } else {
            config
        });
    }
}

/// The plan walk, or the plan calls of an apply walk; returns how many of the calls were refused.
fn plan_walk(keys: &PlannedKeys, instances: &[Instance], order: &Order) -> usize {
    let mut steps = vec![0; instances.len()];
    let mut refused = 0;
    let mut choices = order.0.iter().cycle();
    loop {
        let open: Vec<_> = (0..instances.len()).filter(|index| steps[*index] < 2).collect();
        let (Some(choice), false) = (choices.next(), open.is_empty()) else { return refused };
        let index = open[choice % open.len()];
        steps[index] += 1;
        if steps[index] == 1 {
            keys.validate(&config(instances[index].key, instances[index].action));
        } else {
            refused += usize::from(!plan(keys, &instances[index]));
        }
    }
}

/// The plan calls of an instance; reports whether none was refused.
fn plan(keys: &PlannedKeys, instance: &Instance) -> bool {
    let object = instance.route.map(|id| (id, Some(1)));
    let config = config(instance.key, instance.action);
    let call = |key, is_replacement| {
        let candidate = Candidate { object, is_replacement, has_own_key: true, does: String::new() };
        keys.plan(key, candidate, &config).is_ok()
    };
    let key = Some((MENU, KEYS[instance.key]));
    // A replacement is planned as a change first, and then as a new route.
    if instance.is_replaced { call(None, false) && call(key, true) } else { call(key, false) }
}

/// The instances of a configuration; each has a route where `routes` says so.
fn instances(blocks: &[Block], routes: &[bool], replaced: &[bool]) -> Vec<Instance> {
    let each = blocks.iter().flat_map(|block| std::iter::repeat_n(block, block.instances));
    let each = each.zip(1_i64..).zip(routes.iter().cycle()).zip(replaced.iter().cycle());
    each.map(|(((block, id), has_route), is_replaced)| Instance {
        key: block.key,
        action: block.action,
        route: has_route.then_some(id),
        is_replaced: *has_route && *is_replaced,
    })
    .collect()
}

fn has_duplicates(instances: &[Instance]) -> bool {
    let mut seen = [false; KEYS.len()];
    instances.iter().any(|instance| std::mem::replace(&mut seen[instance.key], true))
}

/// How many cases: `PROPTEST_CASES`, or 256.
fn cases() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases())]

    /// `terraform plan` and `terraform apply`: a process of its own for each walk.
    #[test]
    fn a_plan_is_refused_if_two_routes_have_one_key_and_only_then(
        blocks in blocks(0..4_usize),
        routes in prop::collection::vec(any::<bool>(), 12),
        replaced in prop::collection::vec(any::<bool>(), 12),
        order in order(),
    ) {
        let instances = instances(&blocks, &routes, &replaced);
        let refused = plan_walk(&PlannedKeys::default(), &instances, &order);
        prop_assert_eq!(refused > 0, has_duplicates(&instances));
    }

    /// A test file whose runs have no duplicates: one process, and no sign between a plan and its apply.
    #[test]
    fn a_test_file_without_duplicates_passes(
        runs in prop::collection::vec((blocks(1..2_usize), any::<bool>(), order()), 1..5),
        replaced in prop::collection::vec(any::<bool>(), 12),
    ) {
        let keys = PlannedKeys::default();
        // Which routes the state has, by the block that has it: an apply makes those of its run.
        let mut made: Vec<bool> = Vec::new();
        let mut latest = Vec::new();
        for (mut blocks, is_applied, order) in runs {
            let mut seen = [false; KEYS.len()];
            blocks.retain(|block| !std::mem::replace(&mut seen[block.key], true));
            made.resize(made.len().max(blocks.len()), false);
            validate_walk(&keys, &blocks);
            let instances = instances(&blocks, &made, &replaced);
            prop_assert_eq!(plan_walk(&keys, &instances, &order), 0, "a plan of {:?}", instances);
            if is_applied {
                prop_assert_eq!(plan_walk(&keys, &instances, &order), 0, "an apply of {:?}", instances);
                keys.apply();
                // The routes of the runs before are gone, or have their keys of now.
                (1..20).for_each(|id| keys.forget(id));
                for (instance, id) in instances.iter().zip(1_i64..) {
                    let written = Candidate {
                        object: Some((id, Some(1))),
                        is_replacement: false,
                        has_own_key: true,
                        does: String::new(),
                    };
                    keys.write(Some((MENU, KEYS[instance.key])), written, &config(instance.key, instance.action));
                }
                latest = instances;
                made[..blocks.len()].fill(true);
                made[blocks.len()..].fill(false);
            }
        }
        // The clean-up plans what the last apply made, without a validate walk.
        let left: Vec<_> = latest.into_iter().zip(1..).map(|(instance, id)| Instance { route: Some(id), ..instance }).collect();
        let order = Order(vec![0]);
        prop_assert_eq!(plan_walk(&keys, &left, &order), 0, "the clean-up of {:?}", left);
    }

    /// A test file with two routes for one key is refused before the first write, be it in the plan or in the apply.
    #[test]
    fn a_test_file_with_duplicates_is_refused(
        blocks in blocks(1..3_usize),
        routes in prop::collection::vec(any::<bool>(), 12),
        is_copy in any::<bool>(),
        orders in (order(), order()),
    ) {
        let keys = PlannedKeys::default();
        let mut blocks = blocks;
        if !has_duplicates(&instances(&blocks, &routes, &[false])) {
            blocks.push(Block { action: if is_copy { blocks[0].action } else { 0 }, ..blocks[0].clone() });
        }
        let instances = instances(&blocks, &routes, &[false]);
        validate_walk(&keys, &blocks);
        let refused = plan_walk(&keys, &instances, &orders.0) + plan_walk(&keys, &instances, &orders.1);
        prop_assert!(refused > 0);
    }
}
