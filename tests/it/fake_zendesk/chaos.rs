//! Random faults from a seed.

use super::{ROUTES, fake, request};
use crate::fake::{Chaos, Fake};

fn outcomes(fake: &Fake, requests: usize) -> Vec<Option<u16>> {
    let get = |_| request(fake, "GET", ROUTES).send().ok().map(|response| response.status().as_u16());
    (0..requests).map(get).collect()
}

#[test]
fn the_same_seed_gives_the_same_faults() {
    let (one, other) = (fake(), fake());
    one.chaos(Chaos::new(42, 50));
    other.chaos(Chaos::new(42, 50));
    let seen = outcomes(&one, 60);
    assert_eq!(seen, outcomes(&other, 60));
    assert_eq!(one.chaos_count(), other.chaos_count());
    for outcome in [None, Some(200), Some(429), Some(500), Some(502), Some(503), Some(504)] {
        assert!(seen.contains(&outcome), "{outcome:?} is not among {seen:?}");
    }
}

#[test]
fn the_percentage_is_kept_and_calm_ends_it() {
    let fake = fake();
    fake.chaos(Chaos::new(7, 100));
    outcomes(&fake, 10);
    assert_eq!(fake.chaos_count(), 10);
    fake.chaos(Chaos::new(7, 0));
    assert_eq!(outcomes(&fake, 10), [Some(200); 10]);
    fake.chaos(Chaos::new(7, 100));
    fake.calm();
    assert_eq!(outcomes(&fake, 10), [Some(200); 10]);
    assert_eq!(fake.chaos_count(), 10);
}
