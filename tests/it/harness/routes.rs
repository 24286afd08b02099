//! Which of the fake's routes Terraform made.

use std::collections::BTreeSet;

use crate::fake::Fake;

/// The ids of the routes that appeared while Terraform ran; the others were seeded by the test.
#[derive(Debug, Default)]
pub(crate) struct Made(BTreeSet<i64>);

impl Made {
    /// The ids of all routes that are there.
    pub(crate) fn all(fake: &Fake) -> BTreeSet<i64> {
        fake.account(|account| {
            let menus = account.ivrs().iter().flat_map(|ivr| &ivr.menus);
            menus.flat_map(|menu| &menu.routes).map(|route| route.id).collect()
        })
    }

    /// Notes what a run made, from the routes before it.
    pub(crate) fn note(&mut self, fake: &Fake, before: &BTreeSet<i64>) {
        self.0.extend(Self::all(fake).difference(before));
    }

    /// What Terraform made and didn't destroy.
    pub(crate) fn left(&self, fake: &Fake) -> Vec<i64> {
        self.0.intersection(&Self::all(fake)).copied().collect()
    }
}
