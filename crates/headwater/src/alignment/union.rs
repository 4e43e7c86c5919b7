//! Sets that grow together (union–find, with the smallest member as the name of its set).

/// A partition of `0..n`.
#[derive(Clone, Debug)]
pub(crate) struct Union(Vec<usize>);

impl Union {
    /// Every member by itself.
    pub(crate) fn new(n: usize) -> Self {
        Union((0..n).collect())
    }

    /// The smallest member of the set that holds `member`.
    pub(crate) fn find(&mut self, member: usize) -> usize {
        let mut root = member;
        while self.0.get(root).is_some_and(|&up| up != root) {
            let up = self.0[root];
            let above = self.0[up];
            // Halving the path keeps every later walk short.
            self.0[root] = above;
            root = above;
        }
        root
    }

    /// Joins two sets; whether they were apart.
    pub(crate) fn join(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.find(a), self.find(b));
        if let Some(up) = self.0.get_mut(a.max(b)) {
            *up = a.min(b);
        }
        a != b
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_member_names_the_set() {
        let mut sets = Union::new(6);
        assert!(sets.join(5, 3));
        assert!(sets.join(3, 4));
        assert!(!sets.join(4, 5));
        assert_eq!((0..6).map(|n| sets.find(n)).collect::<Vec<_>>(), [0, 1, 2, 3, 3, 3]);
    }
}
