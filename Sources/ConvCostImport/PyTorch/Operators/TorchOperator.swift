import ConvCostCore

/// What an operator of PyTorch does, as far as its cost depends on it.
enum TorchOperator: Equatable {
  case convolution, transposedConvolution, deformableConvolution
  /// A product of matrices; `addmm` and the like also have a sum.
  case linear, product, addedProduct, einsum
  case attention
  /// A recurrent network, or one step of it.
  case recurrent, recurrentCell
  case batchNorm, layerNorm, groupNorm, instanceNorm
  case activation(Activation)
  /// A function with an upper and a lower bound, which may be ReLU6.
  case clamp
  case softmax
  case pool(PoolKind)
  case adaptivePool(PoolKind)
  case mean
  case upsample(Upsample.Mode?)
  case merge(Merge)
  /// A function of each element, and one that combines positions.
  case function, mixing
  case channelShuffle
  case permute, transpose, movement, cast
  case select, slice, split, pad
  case view, flatten
  case dropout
  /// The same tensor under another name.
  case same
  /// A tensor that does not depend on the values of others.
  case creation
  /// An operator without a tensor as its result, such as a check.
  case nothing
  /// A graph that is run with other settings.
  case graph

  /// Operators by their names in PyTorch's namespaces, without the underscore of those that work in
  /// place. `aten` is left out.
  static let all: [String: TorchOperator] = {
    var table: [String: TorchOperator] = [:]
    for (meaning, names) in layers + arithmetic + moves + others {
      for name in names.split(separator: " ") { table[String(name)] = meaning }
    }
    return table
  }()

  private static let layers: [(TorchOperator, String)] = [
    (.convolution, "conv1d conv2d conv3d convolution _convolution convolution_overrideable"),
    (.transposedConvolution, "conv_transpose1d conv_transpose2d conv_transpose3d"),
    (.deformableConvolution, "torchvision.deform_conv2d"),
    (.linear, "linear"),
    (.product, "mm bmm matmul mv dot vdot inner"),
    (.addedProduct, "addmm baddbmm addmv addbmm"),
    (.einsum, "einsum"),
    (
      .attention,
      """
      scaled_dot_product_attention _scaled_dot_product_flash_attention \
      _scaled_dot_product_flash_attention_for_cpu _scaled_dot_product_efficient_attention \
      _scaled_dot_product_cudnn_attention _scaled_dot_product_attention_math \
      _scaled_dot_product_fused_attention_overrideable
      """
    ),
    (.recurrent, "lstm.input gru.input rnn_tanh.input rnn_relu.input"),
    (.recurrentCell, "lstm_cell gru_cell rnn_tanh_cell rnn_relu_cell"),
    (
      .batchNorm,
      """
      batch_norm native_batch_norm _native_batch_norm_legit _native_batch_norm_legit_no_training \
      _batch_norm_no_update _batch_norm_with_update _batch_norm_impl_index cudnn_batch_norm
      """
    ),
    (.layerNorm, "layer_norm native_layer_norm"),
    (.groupNorm, "group_norm native_group_norm"),
    (.instanceNorm, "instance_norm"),
    (.pool(.max), "max_pool1d max_pool2d max_pool3d"),
    (
      .pool(.max), "max_pool1d_with_indices max_pool2d_with_indices max_pool3d_with_indices"
    ),
    (.pool(.average), "avg_pool1d avg_pool2d avg_pool3d"),
    (
      .adaptivePool(.average),
      """
      adaptive_avg_pool1d adaptive_avg_pool2d adaptive_avg_pool3d _adaptive_avg_pool2d \
      _adaptive_avg_pool3d
      """
    ),
    (.adaptivePool(.max), "adaptive_max_pool1d adaptive_max_pool2d adaptive_max_pool3d"),
    (.mean, "mean"),
    (
      .upsample(.nearest),
      """
      upsample_nearest1d upsample_nearest2d upsample_nearest3d _upsample_nearest_exact1d \
      _upsample_nearest_exact2d _upsample_nearest_exact3d
      """
    ),
    (.upsample(.bilinear), "upsample_linear1d upsample_bilinear2d upsample_trilinear3d"),
    (.upsample(.bicubic), "upsample_bicubic2d"),
    (.upsample(nil), "_upsample_bilinear2d_aa _upsample_bicubic2d_aa"),
  ]

  private static let arithmetic: [(TorchOperator, String)] = [
    (.activation(.relu), "relu"),
    (.activation(.relu6), "relu6"),
    (.activation(.leakyRelu), "leaky_relu"),
    (.activation(.silu), "silu"),
    (.activation(.sigmoid), "sigmoid"),
    (.activation(.hardSigmoid), "hardsigmoid"),
    (.activation(.hardSwish), "hardswish"),
    (.activation(.gelu), "gelu"),
    (.activation(.tanh), "tanh"),
    (.softmax, "softmax _softmax _safe_softmax"),
    (.clamp, "hardtanh clamp clip"),
    (.merge(.add), "add"),
    (.merge(.multiply), "mul multiply"),
    (
      .function,
      """
      sub rsub subtract div divide true_divide floor_divide remainder fmod pow float_power sqrt \
      rsqrt exp exp2 expm1 log log2 log10 log1p neg negative abs absolute reciprocal square sign \
      sgn minimum maximum fmin fmax where eq ne lt le gt ge equal logical_and logical_or \
      logical_not logical_xor bitwise_and bitwise_or bitwise_not bitwise_xor __and__ __or__ \
      __xor__ clamp_min clamp_max floor ceil round trunc frac addcmul addcdiv lerp sin cos tan \
      asin acos atan atan2 sinh cosh asinh acosh atanh erf erfc erfinv lgamma digamma sinc hypot \
      isnan isinf isfinite isneginf isposinf nan_to_num masked_fill fill zero elu selu celu mish \
      softplus softshrink hardshrink tanhshrink softsign log_sigmoid threshold prelu _prelu_kernel \
      rrelu glu logit heaviside xlogy copysign deg2rad rad2deg polar complex real imag angle conj \
      _conj view_as_real view_as_complex sum amax amin aminmax max min var std var_mean std_mean \
      norm linalg_vector_norm prod any all logsumexp nansum nanmean count_nonzero rms_norm \
      _fused_rms_norm pairwise_distance cosine_similarity argmax argmin bucketize searchsorted \
      one_hot special_expit special_erf
      """
    ),
    (
      .mixing,
      """
      cumsum cumprod cummax cummin logcumsumexp log_softmax _log_softmax topk sort argsort median \
      mode kthvalue unique unique_consecutive unique_dim _unique2 nonzero masked_select \
      grid_sampler grid_sampler_2d grid_sampler_3d affine_grid_generator max_unpool2d max_unpool3d \
      histc bincount multinomial renorm cdist _cdist_forward torchvision.nms torchvision.roi_align \
      torchvision.roi_pool torchvision.ps_roi_align torchvision.ps_roi_pool
      """
    ),
  ]

  private static let moves: [(TorchOperator, String)] = [
    (.merge(.concat), "cat concat concatenate"),
    (.permute, "permute permute_copy"),
    (
      .transpose,
      """
      transpose transpose_copy t t_copy numpy_T mT mH adjoint swapaxes swapdims movedim moveaxis
      """
    ),
    (
      .movement,
      """
      expand expand_copy expand_as repeat repeat_interleave tile roll flip fliplr flipud rot90 \
      stack hstack vstack dstack pixel_shuffle pixel_unshuffle unfold im2col col2im fold gather \
      index index_select embedding scatter scatter_add scatter_reduce index_put _unsafe_index \
      _unsafe_index_put _index_put_impl index_add index_copy index_fill slice_scatter \
      select_scatter diagonal_scatter diagonal diag diag_embed tril triu take take_along_dim \
      masked_scatter reflection_pad1d reflection_pad2d reflection_pad3d replication_pad1d \
      replication_pad2d replication_pad3d copy meshgrid broadcast_to broadcast_tensors as_strided \
      as_strided_copy cartesian_prod trace block_diag
      """
    ),
    (.cast, "_to_copy to type_as float half double long int bool _autocast_to_reduced_precision"),
    (.cast, "_autocast_to_full_precision"),
    (.channelShuffle, "channel_shuffle native_channel_shuffle"),
    (.select, "select select_copy"),
    (.slice, "slice slice_copy narrow narrow_copy"),
    (
      .split,
      """
      split split_copy split_with_sizes split_with_sizes_copy chunk tensor_split unbind \
      unbind_copy unsafe_split unsafe_split_with_sizes unsafe_chunk hsplit vsplit dsplit
      """
    ),
    (.pad, "pad constant_pad_nd"),
    (
      .view,
      """
      view view_copy _unsafe_view reshape reshape_as view_as unsqueeze unsqueeze_copy squeeze \
      squeeze_copy unflatten ravel _reshape_alias atleast_1d atleast_2d atleast_3d
      """
    ),
    (.flatten, "flatten"),
    (
      .dropout,
      """
      dropout feature_dropout alpha_dropout feature_alpha_dropout native_dropout
      """
    ),
  ]

  private static let others: [(TorchOperator, String)] = [
    (
      .same,
      """
      alias alias_copy contiguous detach detach_copy clone lift lift_fresh lift_fresh_copy \
      resolve_conj resolve_neg positive requires_grad
      """
    ),
    (
      .creation,
      """
      zeros ones full empty empty_strided arange range linspace logspace eye scalar_tensor tensor \
      zeros_like ones_like full_like empty_like new_zeros new_ones new_full new_empty \
      new_empty_strided rand randn randint randperm rand_like randn_like randint_like normal \
      tril_indices triu_indices hann_window
      """
    ),
    (
      .nothing,
      """
      _assert_tensor_metadata sym_size sym_numel sym_stride sym_storage_offset sym_constrain_range \
      sym_constrain_range_for_size _assert_async _assert_scalar _functional_assert_async \
      _functional_sym_constrain_range _functional_sym_constrain_range_for_size item \
      _local_scalar_dense is_nonzero
      """
    ),
    (
      .graph,
      """
      higher_order.wrap_with_autocast higher_order.wrap_with_set_grad_enabled higher_order.wrap \
      higher_order.tag_activation_checkpoint higher_order.wrap_activation_checkpoint \
      higher_order.hints_wrapper higher_order.invoke_subgraph higher_order.strict_mode
      """
    ),
  ]
}
