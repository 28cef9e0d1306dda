extension KerasModel {
  /// Orders the calls so that each reads results of earlier ones only, and otherwise as the layers
  /// are in the file.
  ///
  /// A shared layer stands once in the list of layers, while its second call may read the results
  /// of later ones.
  ///
  /// - Throws: `KerasError.cycle` for a layer that depends on its own result.
  mutating func orderCalls() throws(KerasError) {
    enum State { case open, done }
    var states: [KerasResult: State] = [:]
    order = []
    for layer in layers.indices {
      for call in layers[layer].calls.indices {
        // A stack of its own in place of recursion: a chain of calls may be long.
        var stack = [KerasResult(layer: layer, call: call)]
        while let last = stack.last {
          if states[last] == nil {
            states[last] = .open
            for read in layers[last.layer].calls[last.call].reads.reversed() {
              let needed = KerasResult(layer: read.layer, call: read.call)
              if layers[needed.layer].calls.isEmpty { continue }
              switch states[needed] {
              case nil: stack.append(needed)
              case .open?: throw .cycle(layers[needed.layer].name)
              case .done?: break
              }
            }
          } else {
            if states.updateValue(.done, forKey: last) == .open { order.append(last) }
            stack.removeLast()
          }
        }
      }
    }
  }
}
