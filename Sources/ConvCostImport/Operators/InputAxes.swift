/// Returns the lengths of an input that a user gives, by their axes; nil if their number does not
/// fit.
///
/// | the user gives | an input with three or more axes | another input |
/// |---|---|---|
/// | one length | every axis after the channels | the features, which are last |
/// | as many as there are axes after the channels | these axes | |
/// | one more | the channels and these axes | |
///
/// The first axis is the batch.
func inputAxes(_ lengths: [Int], rank: Int, isChannelsLast: Bool = false) -> [Int: Int]? {
  let isMap = rank >= 3
  let spatial =
    isMap ? (isChannelsLast ? Array(1..<rank - 1) : Array(2..<rank)) : Array((0..<rank).suffix(1))
  var result: [Int: Int] = [:]
  if lengths.count == 1, !spatial.isEmpty {
    for axis in spatial { result[axis] = lengths[0] }
  } else if lengths.count == spatial.count {
    for (axis, length) in zip(spatial, lengths) { result[axis] = length }
  } else if isMap, lengths.count == spatial.count + 1 {
    result[isChannelsLast ? rank - 1 : 1] = lengths[0]
    for (axis, length) in zip(spatial, lengths.dropFirst()) { result[axis] = length }
  } else {
    return nil
  }
  return result
}
