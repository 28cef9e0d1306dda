import ConvCostCore
import Testing

@testable import ConvCostImport

/// Recurrent layers, layers on steps, and attentions.
struct KerasSequenceTests {
  /// With F features, u units and g gates: g·(F·u + u·u) weights and g·u biases.
  static let recurrent: [KerasRow] = [
    KerasRow(
      "LSTM", "'units': 2, 'return_sequences': true, 'return_state': true", on: "5, 3",
      "LSTM/MatMul → 5×2", "LSTM/Movement → 2", "LSTM/Movement → 2", counts: "48 0 200"),
    KerasRow(
      "LSTM", "'units': 2, 'use_bias': false", on: "5, 3", "LSTM/MatMul → 2", counts: "40 0 200"),
    KerasRow(
      "GRU", "'units': 2, 'return_state': true", on: "5, 3", "GRU/MatMul → 2", "GRU/Movement → 2",
      counts: "36 0 150"),
    KerasRow("CuDNNGRU", "'units': 2", on: "5, 3", "CuDNNGRU/MatMul → 2", counts: "42 0 150"),
    KerasRow("CuDNNLSTM", "'units': 2", on: "5, 3", "CuDNNLSTM/MatMul → 2", counts: "56 0 200"),
    KerasRow(
      "SimpleRNN", "'units': 2, 'reset_after': true", on: "5, 3", "SimpleRNN/MatMul → 2",
      counts: "12 0 50"),
    KerasRow(
      layers: ["a = 5, 3", "s = 2", "c SimpleRNN a s | 'units': 2"], "SimpleRNN/MatMul → 2",
      counts: "12 0 50"),
    KerasRow(
      "LSTM", "'units': 2", on: "8", fails: "c: LSTM on 8, expected two dimensions"),
    KerasRow(
      layers: ["a = 5, 3", "c LSTM - | 'units': 2"],
      fails: "c: found 0 inputs, expected at least one"),
    KerasRow(
      "RNN",
      """
      'cell': {'class_name': 'StackedRNNCells', 'config': {'cells': [\
      {'class_name': 'LSTMCell', 'config': {'units': 2}}, \
      {'class_name': 'GRUCell', 'config': {'units': 4}}]}}, 'return_state': true
      """,
      on: "5, 3", "RNN/MatMul → 4", "RNN/Movement → 2", "RNN/Movement → 2", "RNN/Movement → 4",
      counts: "132 0 560"),
    KerasRow(
      "RNN", "'cell': {'class_name': 'SimpleRNNCell', 'config': {'units': 2}}", on: "5, 3",
      "RNN/MatMul → 2", counts: "12 0 50"),
    KerasRow(
      "RNN", "'cell': {'class_name': 'MyCell', 'config': {}}", on: "5, 3",
      fails: KerasRow.unknown("RNN")),
    KerasRow("RNN", on: "5, 3", fails: #"c: "cell" is missing, expected a layer"#),
    KerasRow(
      "Bidirectional",
      """
      'layer': {'class_name': 'LSTM', 'config': {'units': 2, 'return_sequences': true}}, \
      'backward_layer': {'class_name': 'LSTM', 'config': {'units': 3}}
      """,
      on: "5, 3", "Bidirectional LSTM/MatMul → 5×5", counts: "132 0 560"),
    KerasRow(
      "Bidirectional",
      """
      'layer': {'class_name': 'LSTM', 'config': {'units': 2}}, 'merge_mode': null, \
      'backward_layer': {'class_name': 'LSTM', 'config': {'units': 3}}
      """,
      on: "5, 3", "Bidirectional LSTM/MatMul → 2", "Bidirectional LSTM/Movement → 3",
      counts: "132 0 560"),
    KerasRow(
      "Bidirectional",
      """
      'layer': {'class_name': 'GRU', 'config': {'units': 2, 'return_state': true}}, \
      'merge_mode': 'sum'
      """,
      on: "5, 3", "Bidirectional GRU/MatMul → 2", "Bidirectional GRU/Movement → 2",
      "Bidirectional GRU/Movement → 2", counts: "72 0 300"),
    KerasRow(
      "Bidirectional",
      """
      'layer': {'class_name': 'RNN', 'config': {'cell': \
      {'class_name': 'SimpleRNNCell', 'config': {'units': 2}}}}
      """,
      on: "5, 3", "Bidirectional RNN/MatMul → 4", counts: "24 0 100"),
    KerasRow(
      "Bidirectional", "'layer': {'class_name': 'Dense', 'config': {'units': 2}}", on: "5, 3",
      fails: KerasRow.unknown("Bidirectional")),
    KerasRow(
      "Bidirectional",
      "'layer': {'class_name': 'LSTM', 'config': {'units': 2}}, 'merge_mode': 'max'", on: "5, 3",
      fails: #"""
        c: "merge_mode": found the string "max", expected "concat", "sum", "mul" or "ave"
        """#),
    KerasRow(
      "LSTM", "'units': 2147483647", on: "5, 3", fails: "c: the weights exceed 64 bits"),
    KerasRow(
      "SimpleRNN", "'units': 2147483647", on: "5, 3",
      fails: "c: the multiply-accumulates exceed 64 bits"),
    KerasRow(
      "Bidirectional", "'layer': {'class_name': 'SimpleRNN', 'config': {'units': 2147483647}}",
      on: "1, 3", fails: "c: the weights exceed 64 bits"),
  ]

  static let steps: [KerasRow] = [
    KerasRow(
      "TimeDistributed", "'layer': {'class_name': 'Dense', 'config': {'units': 5}}", on: "4, 3",
      "Linear → 4×5", counts: "20 0 60"),
    KerasRow(
      "TimeDistributed",
      "'layer': {'class_name': 'Conv1D', 'config': {'filters': 2, 'kernel_size': 3}}",
      on: "4, 7, 3", "Conv1d 3 → 4×2×5", counts: "20 0 360"),
    KerasRow(
      "TimeDistributed",
      """
      'layer': {'class_name': 'Conv1D', 'config': {'filters': 2, 'kernel_size': 3, \
      'data_format': 'channels_first'}}
      """,
      on: "4, 3, 7", "Reshape to 4×3×7 → 4×3×7", "Conv1d 3 → 4×2×5", counts: "20 0 360"),
    KerasRow(
      "TimeDistributed",
      "'layer': {'class_name': 'Conv3D', 'config': {'filters': 2, 'kernel_size': 1}}",
      on: "2, 4, 5, 6, 3", "Reshape to 2×3×4×5×6 → 2×3×4×5×6", "Conv3d 1×1×1 → 2×2×4×5×6",
      counts: "8 0 1440"),
    // The first layer of a model that says where its channels are.
    KerasRow(
      "TimeDistributed",
      """
      'layer': {'class_name': 'Sequential', 'config': {'name': 's', 'layers': [\
      {'class_name': 'InputLayer', 'config': {'name': 'i', 'batch_shape': [null, 3, 6, 5]}}, \
      {'class_name': 'ReLU', 'config': {'name': 'r'}}, \
      {'class_name': 'Conv2D', 'config': {'name': 'v', 'filters': 2, 'kernel_size': 1, \
      'data_format': 'channels_first'}}]}}
      """,
      on: "4, 3, 6, 5", "ReLU → 4×3×6×5", "Conv2d 1×1 → 4×2×6×5", counts: "8 0 720"),
    KerasRow(
      "TimeDistributed", "'layer': {'class_name': 'ReLU', 'config': {}}", on: "2, 1, 3, 1, 2, 4",
      "ReLU → 2×1×3×1×2×4"),
    KerasRow(
      "TimeDistributed", "'layer': {'class_name': 'GlobalAveragePooling2D', 'config': {}}",
      on: "4, 5, 6, 3", "AdaptiveAvgPool2d to 1×1 → 4×3×1×1", "Flatten → 4×3"),
    KerasRow(
      "TimeDistributed", "'layer': {'class_name': 'Dense', 'config': {'units': 5}}", on: "5",
      fails: "c: TimeDistributed on 5, expected steps and at least one more dimension"),
    KerasRow(
      "TimeDistributed",
      """
      'layer': {'class_name': 'TimeDistributed', 'config': {'layer': \
      {'class_name': 'Dense', 'config': {'units': 5}}}}
      """,
      on: "5, 4, 3",
      fails: "c: TimeDistributed on 4×3, expected steps and at least one more dimension"),
    // 4·k·(C + f)·f weights and 4·f biases.
    KerasRow(
      "ConvLSTM1D", "'filters': 4, 'kernel_size': 3", on: "3, 7, 2", "ConvLSTM1D/MatMul → 4×5",
      counts: "304 0 4320"),
    KerasRow(
      "ConvLSTM2D",
      """
      'filters': 4, 'kernel_size': [3, 2], 'return_sequences': true, 'return_state': true, \
      'data_format': 'channels_first'
      """,
      on: "3, 2, 5, 6", "ConvLSTM2D/MatMul → 3×4×3×5", "ConvLSTM2D/Movement → 4×3×5",
      "ConvLSTM2D/Movement → 4×3×5", counts: "592 0 25920"),
    KerasRow(
      "ConvLSTM2D", "'filters': 4, 'kernel_size': [3, 2], 'use_bias': false", on: "3, 5, 6, 2",
      "ConvLSTM2D/MatMul → 4×3×5", counts: "576 0 25920"),
    KerasRow(
      "ConvLSTM3D", "'filters': 4, 'kernel_size': 1", on: "2, 3, 4, 5, 2",
      "ConvLSTM3D/MatMul → 4×3×4×5", counts: "112 0 11520"),
    KerasRow(
      "ConvLSTM2D", "'filters': 4, 'kernel_size': 1", on: "5, 6, 2",
      fails: "c: ConvLSTM2D on 5×6×2, expected 4 dimensions"),
    KerasRow(
      layers: ["a = 3, 7, 2", "c ConvLSTM1D - | 'filters': 4, 'kernel_size': 1"],
      fails: "c: found 0 inputs, expected at least one"),
    KerasRow(
      "ConvLSTM1D", "'filters': 2147483647, 'kernel_size': 1", on: "3, 7, 2",
      fails: "c: the weights exceed 64 bits"),
  ]

  private static let query = ["q = 4, 6", "v = 5, 7"]

  private static func attention(_ layer: String, _ more: [String] = []) -> [String] {
    query + more + [layer]
  }

  static let attentions: [KerasRow] = [
    // 36 + 42 + 56 + 48 weights; 144 + 210 + 280 + 192 + 120 + 160 multiply-accumulates.
    KerasRow(
      layers: attention(
        "c MultiHeadAttention q v | 'num_heads': 2, 'key_dim': 3, 'value_dim': 4"),
      "MultiHeadAttention/MatMul → 4×6", counts: "208 0 1106"),
    KerasRow(
      layers: attention(
        """
        c MultiHeadAttention q v | 'num_heads': 2, 'key_dim': 3, 'value_dim': 4, \
        'use_bias': false
        """),
      "MultiHeadAttention/MatMul → 4×6", counts: "182 0 1106"),
    KerasRow(
      layers: attention("c MultiHeadAttention q v | 'num_heads': 2, 'key_dim': 3"),
      "MultiHeadAttention/MatMul → 4×6", counts: "180 0 948"),
    KerasRow(
      layers: attention(
        """
        c MultiHeadAttention q v | 'num_heads': 2, 'key_dim': 3, 'value_dim': 4, \
        'output_shape': 5
        """),
      "MultiHeadAttention/MatMul → 4×5", counts: "199 0 1074"),
    KerasRow(
      layers: attention(
        """
        c MultiHeadAttention q v | 'num_heads': 2, 'key_dim': 3, 'value_dim': 4, \
        'output_shape': [2, 3]
        """),
      "MultiHeadAttention/MatMul → 4×2×3", counts: "208 0 1106"),
    KerasRow(
      layers: attention(
        """
        c MultiHeadAttention q v | 'num_heads': 2, 'key_dim': 3, 'value_dim': 4, \
        'use_gate': true
        """),
      "MultiHeadAttention/MatMul → 4×6", counts: "264 0 1298"),
    KerasRow(
      layers: attention(
        "c MultiHeadAttention q v k | 'num_heads': 2, 'key_dim': 3, 'value_dim': 4",
        ["k = 5, 9"]),
      "MultiHeadAttention/MatMul → 4×6", counts: "220 0 1166"),
    KerasRow(
      layers: attention(
        """
        c MultiHeadAttention | 'num_heads': 2, 'key_dim': 3, 'value_dim': 4 | (@q, @v) \
        | 'attention_mask': @m
        """,
        ["m = 4, 5"]),
      "MultiHeadAttention/MatMul → 4×6", counts: "208 0 1106"),
    KerasRow(
      layers: attention(
        """
        c MultiHeadAttention | 'num_heads': 2, 'key_dim': 3, 'value_dim': 4 | (@q, @v) \
        | 'attention_mask': null, 'key': @k
        """,
        ["k = 5, 9"]),
      "MultiHeadAttention/MatMul → 4×6", counts: "220 0 1166"),
    KerasRow(
      layers: attention(
        """
        c MultiHeadAttention q v | 'num_heads': 2, 'key_dim': 3, 'value_dim': 4 \
        | 'return_attention_scores': true
        """),
      "MultiHeadAttention/MatMul → 4×6", "MultiHeadAttention/Movement → 2×4×5",
      counts: "208 0 1106"),
    KerasRow(
      layers: attention(
        """
        c MultiHeadAttention q v | 'num_heads': 2, 'key_dim': 3, 'value_dim': 4, \
        'attention_axes': [-2]
        """),
      "MultiHeadAttention/MatMul → 4×6", counts: "208 0 1106"),
    KerasRow(
      layers: attention(
        """
        c MultiHeadAttention q v | 'num_heads': 2, 'key_dim': 3, 'value_dim': 4, \
        'attention_axes': [2]
        """),
      "MultiHeadAttention/Unknown → 4×6", counts: "208 0 0"),
    KerasRow(
      layers: [
        "q = 2, 4, 6",
        "c MultiHeadAttention q q | 'num_heads': 2, 'key_dim': 3, 'attention_axes': [1, 2]",
      ], "MultiHeadAttention/MatMul → 2×4×6", counts: "168 0 1920"),
    KerasRow(
      layers: [
        "q = 2, 4, 6",
        """
        c MultiHeadAttention q q | 'num_heads': 2, 'key_dim': 3, 'attention_axes': 2, \
        'use_bias': false
        """,
      ], "MultiHeadAttention/Unknown → 2×4×6", counts: "144 0 0"),
    KerasRow(
      layers: attention(
        "c MultiHeadAttention q v | 'num_heads': 2, 'key_dim': 3, 'output_shape': []"),
      fails: #"c: "output_shape": found [], expected lengths of at least 1"#),
    KerasRow(
      layers: attention(
        "c MultiHeadAttention q v | 'num_heads': 2, 'key_dim': 3, 'output_shape': [0]"),
      fails: #"c: "output_shape": found [0], expected lengths of at least 1"#),
    KerasRow(
      "MultiHeadAttention", "'num_heads': 2, 'key_dim': 3", on: "4, 6",
      fails: "c: found 1 input, expected a query and a value"),
    KerasRow(
      layers: ["q = 4, 6", "v = 5", "c MultiHeadAttention q v | 'num_heads': 2, 'key_dim': 3"],
      fails: "c: MultiHeadAttention on 5, expected at least two dimensions"),
    KerasRow(
      layers: attention(
        "c MultiHeadAttention q v | 'num_heads': 2147483647, 'key_dim': 2147483647"),
      fails: "c: the weights exceed 64 bits"),
    KerasRow(
      layers: [
        "q = 2147483647, 6",
        "c MultiHeadAttention q q | 'num_heads': 1, 'key_dim': 2147483647",
      ], fails: "c: the multiply-accumulates exceed 64 bits"),
    // 72 + 42 + 42 + 72 weights; 288 + 210 + 210 + 288 + 2·240 multiply-accumulates.
    KerasRow(
      layers: attention(
        """
        c GroupedQueryAttention q v | 'num_query_heads': 4, 'num_key_value_heads': 2, \
        'head_dim': 3
        """),
      "GroupedQueryAttention/MatMul → 4×6", counts: "258 0 1476"),
    KerasRow(
      layers: attention(
        """
        c GroupQueryAttention q v | 'num_query_heads': 4, 'num_key_value_heads': 2, \
        'head_dim': 3, 'use_gate': true
        """),
      "GroupQueryAttention/MatMul → 4×6", counts: "342 0 1764"),
    KerasRow(
      layers: ["q = 4, 3", "v = 5, 6", "k = 5, 3", "c Attention q v k"],
      "Attention/MatMul → 4×6", counts: "0 0 180"),
    KerasRow(
      layers: ["q = 4, 3", "v = 5, 6", "k = 5, 3", "c Attention q v k | 'use_scale': true"],
      "Attention/MatMul → 4×6", counts: "1 0 180"),
    KerasRow(
      layers: ["q = 4, 3", "v = 5, 6", "k = 5, 3", "c Attention q v k | 'score_mode': 'concat'"],
      "Attention/MatMul → 4×6", counts: "1 0 120"),
    KerasRow(
      layers: [
        "q = 4, 3", "v = 5, 6", "k = 5, 3",
        "c Attention q v k | 'score_mode': 'concat', 'use_scale': true",
      ], "Attention/MatMul → 4×6", counts: "2 0 120"),
    KerasRow(
      layers: ["q = 4, 3", "v = 5, 3", "c Attention q v | | 'return_attention_scores': true"],
      "Attention/MatMul → 4×3", "Attention/Movement → 4×5", counts: "0 0 120"),
    KerasRow(
      layers: ["q = 4, 3", "v = 5, 3", "c AdditiveAttention q v"],
      "AdditiveAttention/MatMul → 4×3", counts: "3 0 60"),
    KerasRow(
      layers: ["q = 4, 3", "v = 5, 3", "c AdditiveAttention q v | 'use_scale': false"],
      "AdditiveAttention/MatMul → 4×3", counts: "0 0 60"),
    KerasRow(
      layers: ["q = 4, 3", "v = 5, 6", "c Attention q v"],
      fails: "c: Attention on 4×3 and 5×6, which do not fit"),
    KerasRow(
      layers: ["q = 2, 4, 3", "v = 5, 3", "c Attention q v"],
      fails: "c: Attention on 2×4×3 and 5×3, which do not fit"),
    KerasRow(
      layers: ["q = 4, 3", "v = 2, 5, 3", "c Attention q v"],
      fails: "c: Attention on 4×3 and 2×5×3, which do not fit"),
    KerasRow(
      layers: ["q = 4, 3", "v = 5, 3", "c Attention q v | 'score_mode': 'add'"],
      fails: #"c: "score_mode": found the string "add", expected "dot" or "concat""#),
  ]

  @Test(arguments: recurrent + steps + attentions)
  func `a sequence has Keras' shapes and numbers`(row: KerasRow) {
    #expect(row.found == row.expected)
  }

  @Test func `a stack has at most a thousand cells`() {
    for (count, expected) in [
      (1000, "RNN/MatMul → 1 | 3000 0 6000"), (1001, "more than 1000 layers"),
    ] {
      let cell = "{'class_name': 'SimpleRNNCell', 'config': {'units': 1}}"
      let cells = Array(repeating: cell, count: count).joined(separator: ", ")
      let row = KerasRow(
        "RNN", "'cell': {'class_name': 'StackedRNNCells', 'config': {'cells': [\(cells)]}}",
        on: "3, 1")
      #expect(row.found == expected)
    }
  }

  @Test func `states have numbers`() throws {
    let row = KerasRow("LSTM", "'units': 2, 'return_state': true", on: "5, 3")
    #expect(Paths(try KerasWriter.read(row.text).graph).nodes == ["c", "c.state0", "c.state1"])
    let cell = "{'class_name': 'LSTMCell', 'config': {'units': 2}}"
    let stack = KerasRow(
      "RNN",
      "'cell': {'class_name': 'StackedRNNCells', 'config': {'cells': [\(cell), \(cell)]}}, "
        + "'return_state': true", on: "5, 3")
    #expect(
      Paths(try KerasWriter.read(stack.text).graph).nodes
        == ["c", "c.state0", "c.state1", "c.state2", "c.state3"])
  }
}
