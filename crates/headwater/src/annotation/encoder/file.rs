//! The file of weights, read part after part.
//!
//! It begins with [`MAGIC`] and the sizes as 32-bit numbers; then come the parts in the order in which they are read.
//! Matrices are rows of signed bytes after one scale a row; all numbers have their little end first.

use headwater_layers::Dense;

/// What every file of weights begins with: the format's name and version.
const MAGIC: &[u8] = b"headwater reading 1\n";

/// Why weights cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::annotation) enum FileError {
    /// It is no file of weights, or one of another version.
    Magic,
    /// It ends before all that its sizes promise, or goes on after it.
    Length,
}

/// What is left of the file.
pub(in crate::annotation) struct File<'a> {
    rest: &'a [u8],
}

/// A table of rows, one byte a cell: they are looked up, never multiplied.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::annotation) struct Table<'a> {
    scales: &'a [u8],
    cells: &'a [u8],
    width: usize,
}

impl<'a> File<'a> {
    pub(in crate::annotation) fn open(bytes: &'a [u8]) -> Result<Self, FileError> {
        bytes.strip_prefix(MAGIC).map(|rest| File { rest }).ok_or(FileError::Magic)
    }

    /// The next bytes.
    fn take(&mut self, count: usize) -> Result<&'a [u8], FileError> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(FileError::Length)?;
        self.rest = rest;
        Ok(taken)
    }

    /// The next whole numbers.
    pub(in crate::annotation) fn numbers(&mut self, count: usize) -> Result<Vec<u32>, FileError> {
        let bytes = self.take(count.saturating_mul(4))?;
        Ok(bytes.chunks_exact(4).map(|four| u32::from_le_bytes(quad(four))).collect())
    }

    /// The next size.
    pub(in crate::annotation) fn size(&mut self) -> Result<usize, FileError> {
        Ok(u32::from_le_bytes(quad(self.take(4)?)) as usize)
    }

    /// The next numbers with a fraction.
    pub(in crate::annotation) fn floats(&mut self, count: usize) -> Result<Vec<f32>, FileError> {
        let bytes = self.take(count.saturating_mul(4))?;
        Ok(bytes.chunks_exact(4).map(|four| f32::from_le_bytes(quad(four))).collect())
    }

    /// The next table.
    pub(in crate::annotation) fn table(&mut self, rows: usize, width: usize) -> Result<Table<'a>, FileError> {
        let scales = self.take(rows.saturating_mul(4))?;
        let cells = self.take(rows.saturating_mul(width))?;
        Ok(Table { scales, cells, width })
    }

    /// The next layer.
    pub(in crate::annotation) fn dense(&mut self, outputs: usize, inputs: usize) -> Result<Dense, FileError> {
        let table = self.table(outputs, inputs)?;
        let mut rows = vec![vec![0.0; inputs]; outputs];
        rows.iter_mut().enumerate().for_each(|(place, row)| table.add(place, row));
        let bias = self.floats(outputs)?;
        Ok(Dense::new(rows.iter().map(Vec::as_slice), inputs, &bias))
    }

    /// Makes sure that nothing is left.
    pub(in crate::annotation) fn close(self) -> Result<(), FileError> {
        if self.rest.is_empty() { Ok(()) } else { Err(FileError::Length) }
    }
}

impl<'a> Table<'a> {
    /// The cells of row `place`, signed bytes.
    pub(in crate::annotation) fn row(&self, place: usize) -> Option<&'a [u8]> {
        self.cells.get(place * self.width..(place + 1) * self.width)
    }

    /// Adds row `place` to `sums`; rows that are not there are zero.
    #[inline]
    pub(in crate::annotation) fn add(&self, place: usize, sums: &mut [f32]) {
        let scale =
            self.scales.get(place * 4..place * 4 + 4).map_or(0.0, |four| f32::from_le_bytes(quad(four)));
        let row = self.cells.get(place * self.width..(place + 1) * self.width).unwrap_or_default();
        for (sum, &cell) in sums.iter_mut().zip(row) {
            *sum += f32::from(cell.cast_signed()) * scale;
        }
    }
}

fn quad(bytes: &[u8]) -> [u8; 4] {
    bytes.try_into().unwrap_or_default()
}
