//! The state of the parser: a stack, the words still to come, and the arcs made so far.

use crate::annotation::Relation;

/// No word.
pub(in crate::annotation) const NONE: u16 = u16::MAX;

/// What the parser can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::annotation) enum Action {
    /// Puts the next word on the stack.
    Shift = 0,
    /// The next word governs the top of the stack, which is then done.
    Left = 1,
    /// The second of the stack governs the top, which is then done.
    Right = 2,
}

impl Action {
    pub(in crate::annotation) const ALL: [Action; 3] = [Action::Shift, Action::Left, Action::Right];
}

/// One word's arcs.
#[derive(Clone, Copy, Debug)]
pub(in crate::annotation) struct Node {
    pub(in crate::annotation) head: u16,
    pub(in crate::annotation) relation: Relation,
    /// The outermost and the last but one dependent on the left, in the order in which they came.
    pub(in crate::annotation) left: [u16; 2],
    /// The same on the right.
    pub(in crate::annotation) right: [u16; 2],
    /// How many dependents there are on the left and on the right.
    pub(in crate::annotation) count: [u8; 2],
    /// The relations of its dependents, one bit each.
    pub(in crate::annotation) relations: u64,
}

const BARE: Node = Node {
    head: NONE,
    relation: Relation::Dep,
    left: [NONE; 2],
    right: [NONE; 2],
    count: [0; 2],
    relations: 0,
};

/// A stack, the words to come, and the tree so far.
#[derive(Clone, Debug)]
pub(in crate::annotation) struct State {
    pub(in crate::annotation) stack: Vec<u16>,
    pub(in crate::annotation) front: usize,
    pub(in crate::annotation) nodes: Vec<Node>,
}

impl State {
    pub(in crate::annotation) fn new(length: usize) -> Self {
        State { stack: Vec::with_capacity(length), front: 0, nodes: vec![BARE; length] }
    }

    /// The word at `depth` from the top of the stack.
    pub(in crate::annotation) fn on_stack(&self, depth: usize) -> u16 {
        self.stack.len().checked_sub(depth + 1).map_or(NONE, |place| self.stack[place])
    }

    /// The word `ahead` from the next one.
    pub(in crate::annotation) fn to_come(&self, ahead: usize) -> u16 {
        let place = self.front + ahead;
        if place < self.nodes.len() { u16::try_from(place).unwrap_or(NONE) } else { NONE }
    }

    pub(in crate::annotation) fn node(&self, word: u16) -> Node {
        self.nodes.get(usize::from(word)).copied().unwrap_or(BARE)
    }

    pub(in crate::annotation) fn head(&self, word: usize) -> u16 {
        self.nodes[word].head
    }

    pub(in crate::annotation) fn relabel(&mut self, word: usize, relation: Relation) {
        self.nodes[word].relation = relation;
    }

    /// Which actions can be done, in the order of [`Action::ALL`].
    pub(in crate::annotation) fn allowed(&self) -> [bool; 3] {
        let more = self.front < self.nodes.len();
        [more, more && !self.stack.is_empty(), self.stack.len() > 1]
    }

    /// The head and the dependent that `action` would join.
    pub(in crate::annotation) fn arc(&self, action: Action) -> Option<(usize, usize)> {
        let top = usize::from(self.on_stack(0));
        match action {
            Action::Shift => None,
            Action::Left => Some((self.front, top)),
            Action::Right => Some((usize::from(self.on_stack(1)), top)),
        }
    }

    pub(in crate::annotation) fn join(&mut self, head: usize, child: usize, relation: Relation) {
        let child_number = u16::try_from(child).unwrap_or(NONE);
        self.nodes[child].head = u16::try_from(head).unwrap_or(NONE);
        self.nodes[child].relation = relation;
        let node = &mut self.nodes[head];
        let side = usize::from(child > head);
        let outer = if side == 0 { &mut node.left } else { &mut node.right };
        *outer = [child_number, outer[0]];
        node.count[side] = node.count[side].saturating_add(1);
        node.relations |= 1 << (relation as u64 & 63);
    }

    /// Moves the words as `action` says; the arc has been made before.
    pub(in crate::annotation) fn moved(&mut self, action: Action) {
        if action == Action::Shift {
            self.stack.push(self.to_come(0));
            self.front += 1;
        } else {
            self.stack.pop();
        }
    }
}
