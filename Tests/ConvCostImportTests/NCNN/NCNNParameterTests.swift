import ConvCostCore
import Testing

@testable import ConvCostImport

/// The numbers of keys and their defaults: every length of a layer differs from the others, so that
/// no key can stand for another one. The rules are those of Tencent/ncnn: src/layer.
struct NCNNParameterTests {
  static let windows: [ImportRow] = [
    ImportRow(
      "Convolution 0=8 1=5 11=3 2=2 12=1 3=3 13=2 4=1 15=2 14=3 16=4 5=1 6=720", [6, 13, 17],
      "Conv2d 3×5 s2×3 p3,4,1,2 d1×2 → 8×9×4; 728 parameters; 25920 MACs"),
    ImportRow(
      "Convolution 0=4 1=3 4=2 6=216", [6, 9, 10],
      "Conv2d 3×3 p2 → 4×11×12; 216 parameters; 28512 MACs"),
    ImportRow(
      "Convolution 0=4 1=3 14=1 6=216", [6, 9, 10],
      "Conv2d 3×3 p1×0 → 4×9×8; 216 parameters; 15552 MACs"),
    ImportRow(
      "Convolution 0=4 1=3 15=2 6=216", [6, 9, 10],
      "Conv2d 3×3 p0,0,0,2 → 4×7×10; 216 parameters; 15120 MACs"),
    ImportRow(
      "Convolution 0=4 1=3 16=2 6=216", [6, 9, 10],
      "Conv2d 3×3 p0,2,0,0 → 4×9×8; 216 parameters; 15552 MACs"),
    ImportRow(
      "Convolution3D 0=2 1=5 11=3 21=2 2=2 12=1 22=3 3=3 13=2 23=1 4=1 15=2 14=3 16=4 24=5 17=6"
        + " 6=180", [3, 7, 13, 17],
      "Conv3d 2×3×5 s1×2×3 p5,6,3,4,1,2 d3×1×2 → 2×15×9×4; 180 parameters; 97200 MACs"),
    ImportRow(
      "Convolution3D 0=2 1=1 4=1 24=2 6=6", [3, 4, 5, 6],
      "Conv3d 1×1×1 p2×1×1 → 2×8×7×8; 6 parameters; 2688 MACs"),
    ImportRow(
      "Convolution3D 0=2 1=1 4=1 6=6", [3, 4, 5, 6],
      "Conv3d 1×1×1 p1 → 2×6×7×8; 6 parameters; 2016 MACs"),
    ImportRow(
      "ConvolutionDepthWise3D 0=3 1=1 6=3 7=3", [3, 4, 5, 6],
      "Conv3d 1×1×1 dw → 3×4×5×6; 3 parameters; 360 MACs"),
    ImportRow(
      "Convolution1D 0=4 1=3 2=2 3=2 4=1 15=2 5=1 6=36", [3, 12],
      "Reshape to 3×12 → 3×12, Conv1d 3 s2 p1,2 d2 → 4×6; 40 parameters; 216 MACs"),
    ImportRow(
      "ConvolutionDepthWise1D 0=6 1=3 4=1 6=18 7=3", [3, 12],
      "Reshape to 3×12 → 3×12, Conv1d 3 p1 dw×2 → 6×12; 18 parameters; 216 MACs"),
    ImportRow(
      "ConvolutionDepthWise 0=12 1=3 6=108 7=6", [6, 5, 7],
      "Conv2d 3×3 dw×2 → 12×3×5; 108 parameters; 1620 MACs"),
    ImportRow(
      "Convolution 0=4 1=3 6=36", [1, 5, 7],
      "Conv2d 3×3 → 4×3×5; 36 parameters; 540 MACs"),
    ImportRow(
      "ConvolutionDepthWise 0=9 1=3 6=162 7=3", [6, 5, 7],
      "Conv2d 3×3 g3 → 9×3×5; 162 parameters; 2430 MACs"),
    // The odd element before the map.
    ImportRow(
      "Convolution 0=2 1=4 11=3 3=2 13=3 4=-234 6=72", [3, 8, 9],
      "Conv2d 3×4 s3×2 p1,0,2,1 → 2×3×5; 72 parameters; 1080 MACs"),
    ImportRow(
      "Convolution 0=2 1=3 2=3 12=2 4=-234 6=54", [3, 8, 9],
      "Conv2d 3×3 p2×3 d2×3 → 2×8×9; 54 parameters; 3888 MACs"),
    ImportRow(
      "Convolution 0=2 1=1 3=3 4=-234 6=6", [3, 8, 9],
      "Conv2d 1×1 s3 → 2×3×3; 6 parameters; 54 MACs"),
    ImportRow(
      "Convolution 0=2 1=3 3=2 4=-233 6=54", [3, 8, 9],
      "Conv2d 3×3 s2 same → 2×4×5; 54 parameters; 1080 MACs"),
    ImportRow(
      "Convolution 0=2 1=1 6=6 9=1", [3, 4, 5],
      "Conv2d 1×1 → 2×4×5, ReLU → 2×4×5; 6 parameters; 120 MACs"),
    ImportRow(
      "Convolution 0=2 1=1 6=6 9=2 -23310=1,0.1", [3, 4, 5],
      "Conv2d 1×1 → 2×4×5, LeakyReLU → 2×4×5; 6 parameters; 120 MACs"),
    ImportRow(
      "Convolution 0=2 1=1 6=6 9=3 -23310=2,0,6", [3, 4, 5],
      "Conv2d 1×1 → 2×4×5, ReLU6 → 2×4×5; 6 parameters; 120 MACs"),
    ImportRow(
      "Convolution 0=2 1=1 6=6 9=3 10=0,6", [3, 4, 5],
      "Conv2d 1×1 → 2×4×5, ReLU6 → 2×4×5; 6 parameters; 120 MACs"),
    ImportRow(
      "Convolution 0=2 1=1 6=6 9=3 -23310=2,0,5", [3, 4, 5],
      "Conv2d 1×1 → 2×4×5, Clip (function) → 2×4×5; 6 parameters; 120 MACs"),
    ImportRow(
      "Convolution 0=2 1=1 6=6 9=4", [3, 4, 5],
      "Conv2d 1×1 → 2×4×5, Sigmoid → 2×4×5; 6 parameters; 120 MACs"),
    ImportRow(
      "Convolution 0=2 1=1 6=6 9=5", [3, 4, 5],
      "Conv2d 1×1 → 2×4×5, Mish (function) → 2×4×5; 6 parameters; 120 MACs"),
    ImportRow(
      "Convolution 0=2 1=1 6=6 9=6 -23310=2,0.2,0.5", [3, 4, 5],
      "Conv2d 1×1 → 2×4×5, Hardswish → 2×4×5; 6 parameters; 120 MACs"),
    ImportRow(
      "Deconvolution 0=4 1=5 11=3 2=2 12=1 3=3 13=2 4=1 15=2 14=0 16=1 18=2 19=1 5=1 6=180",
      [3, 6, 7],
      "ConvTranspose2d 3×5 s2×3 p0,1,1,2 d1×2 op1×2 → 4×13×26; 184 parameters; 7560 MACs"),
    ImportRow(
      "Deconvolution 0=2 1=3 3=2 18=1 6=54", [3, 4, 5],
      "ConvTranspose2d 3×3 s2 op1 → 2×10×12; 54 parameters; 1080 MACs"),
    ImportRow(
      "Deconvolution3D 0=2 1=3 3=3 18=2 19=1 20=0 6=162", [3, 2, 3, 4],
      "ConvTranspose3d 3×3×3 s3 op0×1×2 → 2×6×10×14; 162 parameters; 3888 MACs"),
    ImportRow(
      "Deconvolution3D 0=2 1=3 3=3 18=2 6=162", [3, 2, 3, 4],
      "ConvTranspose3d 3×3×3 s3 op2 → 2×8×11×14; 162 parameters; 3888 MACs"),
    ImportRow(
      "DeconvolutionDepthWise3D 0=3 1=1 6=3 7=3", [3, 2, 3, 4],
      "ConvTranspose3d 1×1×1 g3 → 3×2×3×4; 3 parameters; 72 MACs"),
    ImportRow(
      "Deconvolution1D 0=2 1=3 3=2 4=1 15=0 18=1 6=18", [3, 5],
      "Reshape to 3×5 → 3×5, ConvTranspose1d 3 s2 p1,0 op1 → 2×11; 18 parameters; 90 MACs"),
    ImportRow(
      "DeconvolutionDepthWise1D 0=3 1=1 6=3 7=3", [3, 5],
      "Reshape to 3×5 → 3×5, ConvTranspose1d 1 g3 → 3×5; 3 parameters; 15 MACs"),
    ImportRow(
      "DeconvolutionDepthWise 0=6 1=2 6=48 7=2", [4, 5, 6],
      "ConvTranspose2d 2×2 g2 → 6×6×7; 48 parameters; 1440 MACs"),
    // Only the kinds with groups read their number.
    ImportRow(
      "Convolution 0=4 1=3 6=216 7=2", [6, 9, 9], "Conv2d 3×3 → 4×7×7; 216 parameters; 10584 MACs"),
    ImportRow(
      "Deconvolution 0=4 1=2 6=48 7=2", [3, 5, 5],
      "ConvTranspose2d 2×2 → 4×6×6; 48 parameters; 1200 MACs"),
    // Rows and columns are an image of one channel, and features one step of a sequence.
    ImportRow(
      "Convolution 0=4 1=3 6=36", [6, 9],
      "Reshape to 1×6×9 → 1×6×9, Conv2d 3×3 → 4×4×7; 36 parameters; 1008 MACs"),
    ImportRow(
      "Deconvolution 0=4 1=2 3=2 6=16", [6, 9],
      "Reshape to 1×6×9 → 1×6×9, ConvTranspose2d 2×2 s2 → 4×12×18; 16 parameters; 864 MACs"),
    ImportRow("Pooling 1=2", [4, 8], "Reshape to 1×4×8 → 1×4×8, MaxPool2d 2×2 ceil → 1×3×7"),
    ImportRow(
      "Pooling 7=1 8=3 18=-233", [4, 8],
      "Reshape to 1×4×8 → 1×4×8, AdaptiveMaxPool2d to 4×3 → 1×4×3"),
    ImportRow("Interp 0=2 3=2 4=3", [4, 8], "Interp (function) → 4×3"),
    ImportRow("Interp 0=2 1=5 2=2.5", [4, 8], "Interp (function) → 4×20"),
    ImportRow("LSTM 0=5 1=140", [7], "LSTM (layer) → 1×5; 260 parameters; 240 MACs"),
    // A stated size, from 11×11 and 17×17: cut_padding() of ncnn's deconvolution.cpp.
    ImportRow(
      "Deconvolution 0=4 1=3 3=2 4=-233 20=10 6=108", [3, 5, 5],
      "ConvTranspose2d 3×3 s2 p0,1,0,1 → 4×10×10; 108 parameters; 2700 MACs"),
    ImportRow(
      "Deconvolution 0=4 1=3 3=2 4=-233 20=10 21=8 6=108", [3, 5, 5],
      "ConvTranspose2d 3×3 s2 p1,2,0,1 → 4×8×10; 108 parameters; 2700 MACs"),
    ImportRow(
      "Deconvolution 0=4 1=3 3=2 16=-234 20=10 21=8 6=108", [3, 5, 5],
      "ConvTranspose2d 3×3 s2 p2,1,1,0 → 4×8×10; 108 parameters; 2700 MACs"),
    ImportRow(
      "Deconvolution 0=4 1=3 3=3 4=-234 20=11 18=2 6=108", [3, 5, 5],
      "ConvTranspose2d 3×3 s3 p3 op2 → 4×11×11; 108 parameters; 2700 MACs"),
    ImportRow(
      "Deconvolution 0=4 1=3 3=2 4=-233 6=108", [3, 5, 5],
      "ConvTranspose2d 3×3 s2 → 4×11×11; 108 parameters; 2700 MACs"),
    ImportRow(
      "Deconvolution 0=4 1=3 3=2 21=8 25=8 6=108", [3, 5, 5],
      "ConvTranspose2d 3×3 s2 → 4×11×11; 108 parameters; 2700 MACs"),
    ImportRow(
      "Deconvolution 0=4 1=3 3=2 4=1 20=8 6=108", [3, 5, 5],
      "ConvTranspose2d 3×3 s2 p1 → 4×9×9; 108 parameters; 2700 MACs"),
    ImportRow(
      "Deconvolution1D 0=4 1=3 3=2 4=-233 20=10 21=1 6=36", [3, 5],
      "Reshape to 3×5 → 3×5, ConvTranspose1d 3 s2 p0,1 → 4×10; 36 parameters; 180 MACs"),
    ImportRow(
      "Deconvolution3D 0=2 1=3 3=2 4=-233 25=8 26=5 27=4 6=162", [3, 2, 3, 4],
      "ConvTranspose3d 3×3×3 s2 p0,1,1,1,0,1 → 2×4×5×8; 162 parameters; 3888 MACs"),
    ImportRow("Unfold 1=3 11=2 3=2 4=1", [4, 8, 9], "Unfold (movement) → 24×25"),
    ImportRow("Unfold 1=3 4=-233", [4, 8, 9], "Unfold (movement) → 36×72"),
    ImportRow("Fold 1=3 11=2 20=9 21=8", [24, 20], "Fold (function) → 4×8×9"),
    ImportRow("Fold 1=3 20=9", [18, 49], "Fold (function) → 2×9×9"),
    ImportRow("StatisticsPooling", [4, 8, 9], "StatisticsPooling (function) → 4"),
    ImportRow("StatisticsPooling 0=1", [4, 2, 8, 9], "StatisticsPooling (function) → 8"),
    ImportRow(
      "DeformableConv2D 0=4 1=5 11=3 3=2 13=1 4=1 6=180 5=1 9=1", [3, 8, 9],
      "DeformableConv2D (layer) → 4×8×4, ReLU → 4×8×4; 184 parameters; 5760 MACs"),
    ImportRow(
      "DeformableConv2D 0=4 1=3 6=108", [3, 8, 9],
      "DeformableConv2D (layer) → 4×6×7; 108 parameters; 4536 MACs"),
    ImportRow(
      "Pooling 0=0 1=5 11=3 2=3 12=2 3=2 13=1 14=1 15=0 5=1", [4, 10, 13],
      "MaxPool2d 3×5 s2×3 p1,0,2,1 → 4×5×4"),
    ImportRow("Pooling 1=3 2=2", [4, 8, 9], "MaxPool2d 3×3 s2 ceil → 4×4×4"),
    ImportRow("Pooling 0=1 1=3 2=2 5=2", [4, 8, 9], "AvgPool2d 3×3 s2 same → 4×4×5"),
    ImportRow("Pooling 0=1 1=3 2=2 5=3", [4, 8, 9], "AvgPool2d 3×3 s2 same → 4×4×5"),
    ImportRow("Pooling 1=3 3=1 5=1", [4, 8, 9], "MaxPool2d 3×3 p1 → 4×8×9"),
    ImportRow("Pooling 1=3 13=1 5=1", [4, 8, 9], "MaxPool2d 3×3 p1×0 → 4×8×7"),
    ImportRow("Pooling 1=3 14=1 5=1", [4, 8, 9], "MaxPool2d 3×3 p0,0,0,1 → 4×6×8"),
    ImportRow("Pooling 1=3 15=1 5=1", [4, 8, 9], "MaxPool2d 3×3 p0,1,0,0 → 4×7×7"),
    ImportRow("Pooling 1=1 2=2", [4, 8, 9], "Pooling (function) → 4×5×5"),
    ImportRow(
      "Pooling 0=0 4=1", [4, 8, 9], "AdaptiveMaxPool2d to 1×1 → 4×1×1, Flatten → 4"),
    ImportRow(
      "Pooling 0=1 4=1", [4, 8, 9], "AdaptiveAvgPool2d to 1×1 → 4×1×1, Flatten → 4"),
    ImportRow("Pooling 7=1 8=3 18=5", [4, 8, 9], "AdaptiveMaxPool2d to 5×3 → 4×5×3"),
    ImportRow("Pooling 7=1 8=3", [4, 8, 9], "AdaptiveMaxPool2d to 3×3 → 4×3×3"),
    ImportRow(
      "Pooling3D 0=1 7=1 8=3 18=5 28=2", [4, 6, 7, 8], "AdaptiveAvgPool3d to 2×5×3 → 4×2×5×3"),
    ImportRow(
      "Pooling1D 1=3 2=2 3=1 14=0 5=1", [4, 9],
      "Reshape to 4×9 → 4×9, MaxPool1d 3 s2 p1,0 → 4×4"),
    ImportRow(
      "Pooling1D 0=1 7=1 8=2", [4, 9],
      "Reshape to 4×9 → 4×9, AdaptiveAvgPool1d to 2 → 4×2"),
    ImportRow(
      "Pooling3D 0=1 1=5 11=3 21=2 2=3 12=2 22=1 3=2 13=1 23=0 14=1 15=0 16=1 5=1",
      [4, 6, 10, 13], "AvgPool3d 2×3×5 s1×2×3 p0,1,1,0,2,1 → 4×6×5×4"),
    ImportRow("Pooling3D 1=3 3=1 5=1", [4, 6, 7, 8], "MaxPool3d 3×3×3 p1 → 4×6×7×8"),
    ImportRow("Pooling3D 1=3 23=1 5=1", [4, 6, 7, 8], "MaxPool3d 3×3×3 p1×0×0 → 4×6×5×6"),
    ImportRow("Pooling3D 1=3 13=1 5=1", [4, 6, 7, 8], "MaxPool3d 3×3×3 p0×1×0 → 4×4×7×6"),
    ImportRow("ROIPooling 0=5 1=3", [8, 9, 10], "ROIPooling (function) → 8×3×5"),
    ImportRow("ROIAlign 0=7 1=7", [8, 9, 10], "ROIAlign (function) → 8×7×7"),
    ImportRow("PSROIPooling 0=5 1=3 2=0.0625 3=2", [30, 9, 10], "PSROIPooling (function) → 2×3×5"),
    ImportRow(
      "PriorBox -23300=2,30,40 -23301=1,60 -23302=3,2,3,4 7=0 9=300 10=300", [4, 2, 3],
      "PriorBox (function) → 2×216"),
    ImportRow(
      "PriorBox -23300=2,30,40 -23302=3,2,3,4", [4, 2, 3], "PriorBox (function) → 2×336"),
    ImportRow(
      "PriorBox -23300=2,30,40 -23302=3,1,2,4 9=-233 10=-233", [4, 2, 3],
      "PriorBox (function) → 96"),
    ImportRow("PriorBox -23300=1,3 9=-233 10=300", [4, 2, 3], "PriorBox (function) → 2×24"),
    ImportRow("PriorBox -23300=1,3 9=300 10=-233", [4, 2, 3], "PriorBox (function) → 2×24"),
    ImportRow("Proposal 3=50 4=0.7", [18, 2, 3], "Proposal (function) → 50×1×4"),
    ImportRow("Proposal", [18, 2, 3], "Proposal (function) → 300×1×4"),
    ImportRow("DetectionOutput 2=400 3=50", [18], "DetectionOutput (function) → 50×6"),
    ImportRow("DetectionOutput", [18], "DetectionOutput (function) → 100×6"),
    ImportRow("YoloDetectionOutput 0=3", [16, 2, 3], "YoloDetectionOutput (function) → 12×6"),
    ImportRow(
      "Yolov3DetectionOutput", [75, 2, 3], "Yolov3DetectionOutput (function) → 18×6"),
    ImportRow("YoloDetectionOutput 0=3", [5, 2, 3], "YoloDetectionOutput (function) → 6×6"),
    ImportRow(
      "ConvolutionDepthWise 0=6 1=3 6=54 7=2", [2, 5, 7],
      "Conv2d 3×3 dw×3 → 6×3×5; 54 parameters; 810 MACs"),
    ImportRow("Pooling 1=8", [4, 8, 9], "MaxPool2d 8×8 ceil → 4×1×2"),
    ImportRow("Pooling 1=3 2=2 3=1", [4, 8, 9], "MaxPool2d 3×3 s2 p1 ceil → 4×5×5"),
    ImportRow(
      "Pooling 1=3 2=2 3=1 14=3 15=0", [4, 8, 9], "Pooling (function) → 4×4×6"),
    ImportRow("Pooling 1=3 2=2 14=1", [4, 8, 9], "MaxPool2d 3×3 s2 p0,0,0,1 ceil → 4×4×5"),
    ImportRow(
      "Pooling1D 1=3 2=2", [4, 9], "Reshape to 4×9 → 4×9, MaxPool1d 3 s2 ceil → 4×4"),
    ImportRow(
      "Pooling1D 1=1 2=2", [4, 8], "Reshape to 4×8 → 4×8, Pooling1D (function) → 4×5"),
    ImportRow(
      "Pooling3D 0=1 1=2 2=2", [4, 8, 6, 10], "AvgPool3d 2×2×2 s2 ceil → 4×4×3×5"),
    ImportRow(
      "PriorBox -23300=1,3 -23301=1,5 9=-233 10=-233", [4, 2, 3], "PriorBox (function) → 2×48"),
  ]

  static let functions: [ImportRow] = [
    ImportRow("BatchNorm 0=4", [4, 8, 6], "BatchNorm2d → 4×8×6; 8 parameters; 8 buffers"),
    ImportRow(
      "BatchNorm 0=4", [4, 8], "BatchNorm (function) → 4×8; 8 parameters; 8 buffers"),
    ImportRow(
      "BatchNorm 0=4", [4, 2, 3, 5], "BatchNorm3d → 4×2×3×5; 8 parameters; 8 buffers"),
    ImportRow("Scale 0=4", [4, 8, 6], "ChannelScale → 4×8×6; 4 parameters"),
    ImportRow("Scale 0=4 1=1", [4, 8, 6], "ChannelScale → 4×8×6; 8 parameters"),
    ImportRow("Scale 0=4 1=1", [4, 8], "Scale (function) → 4×8; 8 parameters"),
    ImportRow("Scale 0=1", [4, 8, 6], "Scale (function) → 4×8×6; 1 parameters"),
    ImportRow("InstanceNorm 0=4", [4, 8, 6], "GroupNorm g4 → 4×8×6; 8 parameters"),
    ImportRow("InstanceNorm 0=9 2=0", [4, 8, 6], "GroupNorm g4 → 4×8×6"),
    ImportRow("InstanceNorm 0=4", [4, 8], "InstanceNorm (function) → 4×8; 8 parameters"),
    ImportRow("InstanceNorm 2=0", [4, 8], "InstanceNorm (function) → 4×8"),
    ImportRow("GroupNorm 0=2 1=4", [4, 8, 6], "GroupNorm g2 → 4×8×6; 8 parameters"),
    ImportRow("GroupNorm 1=4", [4, 8, 6], "GroupNorm g1 → 4×8×6; 8 parameters"),
    ImportRow("GroupNorm 0=2 3=0", [4, 8, 6], "GroupNorm g2 → 4×8×6"),
    ImportRow("GroupNorm 0=2 1=4", [4, 8], "GroupNorm (function) → 4×8; 8 parameters"),
    ImportRow("GroupNorm 0=2 3=0", [4, 8], "GroupNorm (function) → 4×8"),
    ImportRow("LayerNorm 0=8", [4, 8], "LayerNorm → 4×8; 16 parameters"),
    ImportRow("LayerNorm 2=0", [4, 8], "LayerNorm → 4×8"),
    ImportRow("LayerNorm 0=4", [4, 8], "LayerNorm (function) → 4×8; 8 parameters"),
    ImportRow("LayerNorm 0=48", [4, 8, 6], "LayerNorm (function) → 4×8×6; 96 parameters"),
    ImportRow("RMSNorm 0=8", [4, 8], "RMSNorm (function) → 4×8; 8 parameters"),
    ImportRow("RMSNorm 0=8 2=0", [4, 8], "RMSNorm (function) → 4×8"),
    ImportRow("LRN 1=7", [4, 8, 6], "LocalResponseNorm n7 → 4×8×6"),
    ImportRow("LRN", [4, 8, 6], "LocalResponseNorm n5 → 4×8×6"),
    ImportRow("LRN 0=1", [4, 8, 6], "LRN (function) → 4×8×6"),
    ImportRow("LRN", [4, 8], "LRN (function) → 4×8"),
    ImportRow("Bias 0=4", [4, 8, 6], "Bias (function) → 4×8×6; 4 parameters"),
    ImportRow("PReLU 0=1", [4, 8, 6], "PReLU (function) → 4×8×6; 1 parameters"),
    ImportRow("Normalize 0=0 3=4", [4, 8, 6], "Normalize (function) → 4×8×6; 4 parameters"),
    ImportRow("ReLU", [4, 8, 6], "ReLU → 4×8×6"),
    ImportRow("ReLU 0=0.1", [4, 8, 6], "LeakyReLU → 4×8×6"),
    ImportRow("Clip 0=0 1=6", [4, 8, 6], "ReLU6 → 4×8×6"),
    ImportRow("Clip 0=0 1=5", [4, 8, 6], "Clip (function) → 4×8×6"),
    ImportRow("Clip 0=-1 1=6", [4, 8, 6], "Clip (function) → 4×8×6"),
    ImportRow("Clip 1=6", [4, 8, 6], "Clip (function) → 4×8×6"),
    ImportRow("Sigmoid", [4], "Sigmoid → 4"),
    ImportRow("TanH", [4], "Tanh → 4"),
    ImportRow("Swish", [4], "SiLU → 4"),
    ImportRow("HardSigmoid", [4], "Hardsigmoid → 4"),
    ImportRow("HardSwish", [4], "Hardswish → 4"),
    ImportRow("GELU", [4], "GELU → 4"),
    ImportRow("Softmax", [4], "Softmax → 4"),
    ImportRow("Mish", [4], "Mish (function) → 4"),
    ImportRow("Cast 0=1 1=2", [4], "Cast (movement) → 4"),
    ImportRow("Dropout", [4], "Dropout → 4"),
    ImportRow("GLU 0=1", [4, 8, 6], "GLU (function) → 4×4×6"),
    ImportRow("GLU 0=-1", [4, 8, 6], "GLU (function) → 4×8×3"),
    ImportRow("ArgMax 1=5", [100], "ArgMax (function) → 5"),
    ImportRow("ArgMax 0=1 1=5", [100], "ArgMax (function) → 2×5"),
    ImportRow("ArgMax", [100], "ArgMax (function) → 1"),
    ImportRow("BinaryOp 0=2 1=1 2=0.5", [4, 8], "BinaryOp (function) → 4×8"),
    ImportRow(
      "InnerProduct 0=10 1=1 2=600 9=1", [3, 4, 5],
      "Flatten → 60, Linear → 10, ReLU → 10; 610 parameters; 600 MACs"),
    ImportRow("InnerProduct 0=10 2=40", [7, 4], "Linear → 7×10; 40 parameters; 280 MACs"),
    ImportRow("InnerProduct 0=10 1=1 2=280", [28], "Linear → 10; 290 parameters; 280 MACs"),
    ImportRow(
      "InnerProduct 0=10 2=280", [7, 4], "Flatten → 28, Linear → 10; 280 parameters; 280 MACs"),
    ImportRow("Embed 0=6 1=100 3=600", [7], "Embed (movement) → 7×6; 600 parameters"),
    ImportRow("Embed 0=6 1=100 2=1 3=600", [7], "Embed (movement) → 7×6; 606 parameters"),
    ImportRow(
      "Gemm 3=1 5=1 6=1 8=10 9=4 10=-1", [7, 4], "Linear → 7×10; 40 parameters; 280 MACs"),
    ImportRow(
      "Gemm 3=1 5=1 6=1 8=10 9=4", [7, 4], "Gemm (layer) → 7×10; 41 parameters; 280 MACs"),
    ImportRow(
      "Gemm 3=1 5=1 6=1 8=10 9=4 10=1", [7, 4], "Gemm (layer) → 7×10; 47 parameters; 280 MACs"),
    ImportRow(
      "Gemm 3=1 5=1 6=1 8=10 9=4 10=2", [7, 4], "Gemm (layer) → 7×10; 47 parameters; 280 MACs"),
    ImportRow(
      "Gemm 3=1 5=1 6=1 8=10 9=4 10=3", [7, 4], "Gemm (layer) → 7×10; 110 parameters; 280 MACs"),
    ImportRow(
      "Gemm 3=1 5=1 6=1 8=10 9=4 10=4", [7, 4], "Linear → 7×10; 50 parameters; 280 MACs"),
    ImportRow("Gemm 4=1 7=10 9=7", [7, 4], "Gemm (layer) → 10×4; 70 parameters; 280 MACs"),
    ImportRow("Gemm 2=1 5=1 8=10 9=7", [7, 4], "Gemm (layer) → 4×10; 70 parameters; 280 MACs"),
    ImportRow(
      "Gemm 5=1 8=10 9=4 11=1", [7, 4], "Gemm (layer) → 7×1×10; 40 parameters; 280 MACs"),
    ImportRow(
      "Gemm 5=1 8=10 9=4 11=1 14=1", [7, 4], "Gemm (layer) → 10×1×7; 40 parameters; 280 MACs"),
    ImportRow("Gemm 5=1 8=10 9=4", [7, 1, 4], "Gemm (layer) → 7×10; 40 parameters; 280 MACs"),
    ImportRow("Gemm 5=1 8=10 9=4", [4], "Gemm (layer) → 1×10; 40 parameters; 40 MACs"),
    ImportRow(
      "MultiHeadAttention 0=6 1=2 2=36", [7, 6],
      "Linear → 7×6, Linear → 7×6, Linear → 7×6, Attention (product) → 7×6, Linear → 7×6"
        + "; 168 parameters; 1596 MACs"),
    ImportRow(
      "MultiHeadAttention 0=6 1=2 2=36 5=1", [7, 6],
      "MultiHeadAttention (unknown) → 7×6; unknown"),
    ImportRow(
      "MultiHeadAttention 0=6 1=2 2=36 7=1", [7, 6],
      "MultiHeadAttention (unknown) → 7×6; unknown"),
    ImportRow("GRU 0=5 1=240 2=2", [7, 8], "GRU (layer) → 7×10; 430 parameters; 2730 MACs"),
    ImportRow("GRU 0=5 1=120 3=9", [7, 8], "GRU (layer) → 7×5; 215 parameters; 1365 MACs"),
    ImportRow("RNN 0=5 1=40 2=1", [7, 8], "RNN (layer) → 7×5; 70 parameters; 455 MACs"),
    ImportRow("RNN 0=5 1=80 2=2", [7, 8], "RNN (layer) → 7×10; 140 parameters; 910 MACs"),
    ImportRow("LSTM 0=5 1=160", [7, 8], "LSTM (layer) → 7×5; 280 parameters; 1820 MACs"),
    ImportRow("GLU", [4, 8], "GLU (function) → 2×8"),
    ImportRow("InnerProduct 0=10 2=10", [1], "Linear → 10; 10 parameters; 10 MACs"),
    ImportRow("InnerProduct 0=10 2=10", [7, 1], "Linear → 7×10; 10 parameters; 70 MACs"),
    // Both factors are stored, and the addend is read.
    ImportRow(
      "Gemm 4=1 5=1 7=3 8=10 9=4", [3, 10], "Gemm (layer) → 3×10; 52 parameters; 120 MACs"),
    ImportRow(
      "Gemm 3=1 5=1 6=1 8=1 9=4", [7, 4], "Linear → 7×1; 5 parameters; 28 MACs"),
    ImportRow(
      "MultiHeadAttention 0=6 1=2 2=6 3=1 4=1", [7, 1],
      "Linear → 7×6, Linear → 7×6, Linear → 7×6, Attention (product) → 7×6, Linear → 7×1"
        + "; 43 parameters; 756 MACs"),
  ]

  static let movements: [ImportRow] = [
    ImportRow("Reduction 0=4 1=0 3=1,2 4=1", [4, 8, 6], "AdaptiveMaxPool2d to 1×1 → 4×1×1"),
    ImportRow("Reduction 0=3 1=0 3=1,-1 4=1", [4, 8, 6], "AdaptiveAvgPool2d to 1×1 → 4×1×1"),
    ImportRow(
      "Reduction 0=3 1=0 3=1,2,3 4=1", [4, 2, 8, 6], "AdaptiveAvgPool3d to 1×1×1 → 4×1×1×1"),
    ImportRow("Reduction 1=0 3=1,2 4=1", [4, 8, 6], "Reduction (function) → 4×1×1"),
    ImportRow("Reduction 0=5 1=0 3=1,2 4=1", [4, 8, 6], "Reduction (function) → 4×1×1"),
    ImportRow("Reduction 0=3 1=0 3=1,2", [4, 8, 6], "Reduction (function) → 4"),
    ImportRow("Reduction 0=3 1=0 3=0,1 4=1", [4, 8, 6], "Reduction (function) → 1×1×6"),
    ImportRow("Reduction 0=3 1=0 3=1, 4=1", [4, 8], "Reduction (function) → 4×1"),
    ImportRow("Reduction 0=3 3=1,2 4=1", [4, 8, 6], "Reduction (function) → 1×1×1"),
    ImportRow("Interp 0=1 1=2 2=2", [4, 8, 6], "Upsample by 2 nearest → 4×16×12"),
    ImportRow("Interp 0=2 1=2 2=2", [4, 8, 6], "Upsample by 2 bilinear → 4×16×12"),
    ImportRow("Interp 0=3 3=7 4=9", [4, 8, 6], "Upsample to 7×9 bicubic → 4×7×9"),
    ImportRow("Interp 0=1 1=1.5 2=2.5", [4, 8, 6], "Upsample to 12×15 nearest → 4×12×15"),
    ImportRow("Interp 0=2 1=1.5 2=1.5", [4, 8, 6], "Upsample to 12×9 bilinear → 4×12×9"),
    ImportRow("Interp 0=2 1=0.5 2=0.5", [4, 8, 6], "Upsample to 4×3 bilinear → 4×4×3"),
    ImportRow("Interp 0=1 1=2 2=3", [4, 8, 6], "Upsample to 16×18 nearest → 4×16×18"),
    ImportRow("Interp 0=1 2=3", [4, 8, 6], "Upsample to 8×18 nearest → 4×8×18"),
    ImportRow("Interp 0=1 1=3", [4, 8, 6], "Upsample to 24×6 nearest → 4×24×6"),
    ImportRow("Interp 0=2 1=0.125", [4, 8, 6], "Upsample to 1×6 bilinear → 4×1×6"),
    ImportRow("Interp 0=2 9=x", [4, 8, 6], "Interp (unknown) → 4×8×6; unknown"),
    ImportRow(
      "Interp 0=1 3=7 4=9", [4], "Reshape to 4×1×1 → 4×1×1, Upsample to 7×9 nearest → 4×7×9"),
    ImportRow("Flatten", [4, 8, 6], "Flatten → 192"),
    ImportRow("Reshape 0=6 1=-1 2=2", [4, 8, 6], "Reshape to 2×16×6 → 2×16×6"),
    ImportRow("Reshape 0=0 1=0 2=0", [4, 8, 6], ""),
    ImportRow("Reshape 0=0 1=1 11=0 2=-1", [4, 2, 3, 5], "Reshape to 12×2×1×5 → 12×2×1×5"),
    ImportRow("Reshape 0=0 1=-1 11=1 2=0", [4, 8, 6], "Reshape to 4×1×8×6 → 4×1×8×6"),
    ImportRow("Reshape 0=2 1=3 11=4 2=8", [4, 8, 6], "Reshape to 8×4×3×2 → 8×4×3×2"),
    ImportRow("Reshape 0=-1", [4, 8], "Flatten → 32"),
    ImportRow("Reshape 0=4 1=0 2=2", [4, 8], "Reshape to 2×4×4 → 2×4×4"),
    ImportRow("Reshape 0=4 6=x", [4, 8], "Reshape (unknown) → 4×8; unknown"),
    ImportRow("Squeeze 0=1", [4, 8, 1], "Reshape to 4×8 → 4×8"),
    ImportRow("Squeeze 1=1", [4, 1, 6], "Reshape to 4×6 → 4×6"),
    ImportRow("Squeeze 2=1", [1, 8, 6], "Reshape to 8×6 → 8×6"),
    ImportRow("Squeeze 11=1", [4, 1, 8, 6], "Reshape to 4×8×6 → 4×8×6"),
    ImportRow("Squeeze 1=1", [4, 2, 1, 6], "Reshape to 4×2×6 → 4×2×6"),
    ImportRow("Squeeze 0=1", [4, 2, 8, 1], "Reshape to 4×2×8 → 4×2×8"),
    ImportRow("Squeeze 2=1", [1, 2, 8, 6], "Reshape to 2×8×6 → 2×8×6"),
    ImportRow("Squeeze 0=1", [4, 1], "Flatten → 4"),
    ImportRow("Squeeze 1=1", [1, 6], "Flatten → 6"),
    ImportRow("Squeeze 0=1 1=1", [1, 1], "Flatten → 1"),
    ImportRow("Squeeze -23303=1,1", [4, 1, 6], "Reshape to 4×6 → 4×6"),
    ImportRow("ExpandDims -23303=1,-1", [4, 6], "Reshape to 4×6×1 → 4×6×1"),
    ImportRow("ExpandDims -23303=1,1", [4, 6], "Reshape to 4×1×6 → 4×1×6"),
    ImportRow("ExpandDims -23303=2,0,2", [4, 6], "Reshape to 1×4×1×6 → 1×4×1×6"),
    ImportRow("ExpandDims 0=1", [4, 6], "ExpandDims (unknown) → 4×6; unknown"),
    ImportRow("Einsum -23300=6,105,106,45,62,106,105", [7, 4], "Einsum (product) → 4×7"),
    ImportRow("Permute 0=1", [4, 6], "Permute (movement) → 6×4"),
    ImportRow("Permute 0=1", [4, 8, 6], "Permute (movement) → 4×6×8"),
    ImportRow("Permute 0=2", [4, 8, 6], "Permute (movement) → 8×4×6"),
    ImportRow("Permute 0=3", [4, 8, 6], "Permute (movement) → 8×6×4"),
    ImportRow("Permute 0=4", [4, 8, 6], "Permute (movement) → 6×4×8"),
    ImportRow("Permute 0=5", [4, 8, 6], "Permute (movement) → 6×8×4"),
    ImportRow("ShuffleChannel 0=2", [6, 8, 5], "ChannelShuffle g2 → 6×8×5"),
    ImportRow("ShuffleChannel 0=2 1=1", [6, 8, 5], "ChannelShuffle g3 → 6×8×5"),
    ImportRow("ShuffleChannel", [6, 8, 5], "ChannelShuffle g1 → 6×8×5"),
    ImportRow("PixelShuffle 0=2", [12, 4, 5], "PixelShuffle (movement) → 3×8×10"),
    ImportRow("PixelShuffle", [12, 4, 5], "PixelShuffle (movement) → 12×4×5"),
    ImportRow("Reorg 0=2", [3, 8, 6], "Reorg (movement) → 12×4×3"),
    ImportRow("Reorg", [3, 8, 6], "Reorg (movement) → 3×8×6"),
    ImportRow("Padding 0=1 1=2 2=3 3=4", [4, 8, 6], "ZeroPad2d 1,2,3,4 → 4×11×13"),
    ImportRow("Padding 0=1 1=1 2=2 3=2", [4, 8, 6], "ZeroPad2d 1×2 → 4×10×10"),
    ImportRow("Padding 8=3", [4, 8, 6], "ChannelPad to 7 → 7×8×6"),
    ImportRow("Padding 0=1 8=3", [4, 8, 6], "ZeroPad2d 1,0,0,0 → 4×9×6, ChannelPad to 7 → 7×9×6"),
    ImportRow("Padding 3=1 8=3", [4, 8, 6], "ZeroPad2d 0,0,0,1 → 4×8×7, ChannelPad to 7 → 7×8×7"),
    ImportRow("Padding 7=3", [4, 8, 6], "Padding (movement) → 7×8×6"),
    ImportRow("Padding 0=1 4=1", [4, 8, 6], "Padding (movement) → 4×9×6"),
    ImportRow("Padding 0=1 6=4", [4, 8, 6], "Padding (movement) → 4×9×6; 4 buffers"),
    ImportRow("Padding 0=1 3=4", [8, 6], "Padding (movement) → 9×10"),
    ImportRow("Padding 2=1 3=4", [6], "Padding (movement) → 11"),
    ImportRow("Padding 7=1 8=2 0=3 3=4", [4, 5, 8, 6], "ZeroPad3d 1,2,3,0,0,4 → 4×8×11×10"),
    ImportRow("Tile 0=1 1=3", [4, 8], "Tile (movement) → 4×24"),
    ImportRow("Tile 1=3", [4, 8], "Tile (movement) → 12×8"),
    ImportRow("Tile 0=-1", [4, 8], "Tile (movement) → 4×8"),
    ImportRow("Tile -23302=3,2,3,5", [4, 8], "Tile (movement) → 2×12×40"),
    ImportRow("Tile -23302=1,5", [4, 8], "Tile (movement) → 4×40"),
    ImportRow("Crop 0=1 1=2 3=3 4=4 5=-233", [4, 8, 6], "Crop 2,2,1,2 → 4×4×3"),
    ImportRow("Crop 0=1 1=2 3=-233 4=-233 5=-233", [4, 8, 6], "Crop 2,0,1,0 → 4×6×5"),
    ImportRow(
      "Crop 0=1 1=2 3=-233 4=-233 5=-233 6=2 7=3", [4, 8, 6], "Crop 2,3,1,2 → 4×3×3"),
    ImportRow(
      "Crop 2=1 3=-233 4=-233 5=-233 8=1", [4, 8, 6], "ChannelSlice 1 to 2 → 2×8×6"),
    ImportRow("Crop 2=1 3=6 4=8 5=1", [4, 8, 6], "ChannelSlice 1 → 1×8×6"),
    ImportRow("Crop 2=1 3=5 4=8 5=2", [4, 8, 6], "Crop (movement) → 2×8×5"),
    ImportRow(
      "Crop 13=1 3=-233 4=-233 5=-233 14=-233 15=2", [4, 7, 8, 6], "Crop 1,2,0,0,0,0 → 4×4×8×6"),
    ImportRow("Crop 13=1 3=5 4=7 5=4 14=3", [4, 7, 8, 6], "Crop 1,3,0,1,0,1 → 4×3×7×5"),
    ImportRow("Crop 0=1 1=2 3=3 4=4", [8, 6], "Crop (movement) → 4×3"),
    ImportRow("Crop 0=1 3=3", [6], "ChannelSlice 1 to 3 → 3"),
    ImportRow("Crop -23309=1,1 -23310=1,99 -23311=1,-1", [4, 8, 6], "Crop 0,0,1,0 → 4×8×5"),
    ImportRow(
      "Crop -23309=3,1,2,-233 -23310=3,3,-233,4", [4, 8, 6], "Crop (movement) → 2×6×4"),
    ImportRow("Crop 0=1 19=x", [4, 8, 6], "Crop (unknown) → 4×8×6; unknown"),
    ImportRow("Crop 0=1 20=x", [4, 8, 6], "Crop (unknown) → 4×8×6; unknown"),
    ImportRow("Crop 0=1 21=x", [4, 8, 6], "Crop (unknown) → 4×8×6; unknown"),
    // An end of zero is that of the axis.
    ImportRow("Crop -23309=1,1 -23310=1,0 -23311=1,1", [4, 8, 6], "Crop 1,0,0,0 → 4×7×6"),
    ImportRow("Crop -23309=1,-99 -23310=1,5 -23311=1,1", [4, 8, 6], "Crop 0,3,0,0 → 4×5×6"),
    ImportRow("Interp 0=1 3=7", [4, 8, 6], "Upsample by 1 nearest → 4×8×6"),
    ImportRow("Interp 3=7 4=9", [4, 8, 6], "Upsample to 7×9 nearest → 4×7×9"),
    ImportRow(
      "Interp 0=1 1=134217728", [4, 8, 6],
      "Upsample to 1073741824×6 nearest → 4×1073741824×6"),
    ImportRow("Reshape 0=0 1=0 2=0", [4, 8], "Reshape to 1×4×8 → 1×4×8"),
    ImportRow("Reshape 0=0 1=0 11=0 2=0", [4, 8, 6], "Reshape to 4×1×8×6 → 4×1×8×6"),
    ImportRow("Reshape 0=0 1=0", [6], "Reshape to 1×6 → 1×6"),
    ImportRow("Squeeze 0=1", [4, 8, 6], ""),
    ImportRow("Squeeze 0=1", [1], ""),
    ImportRow("Squeeze 0=1 1=1 2=1 11=1", [5, 1, 1, 7], "Reshape to 5×7 → 5×7"),
    ImportRow("Permute", [4, 8, 6], ""),
    ImportRow("Permute", [6], ""),
    ImportRow("Squeeze -23303=1,0", [4, 8, 6], ""),
  ]

  @Test(arguments: windows + functions + movements)
  func `a layer on one input`(row: ImportRow) {
    let text = ImportTrace.text(NCNNLayerTests.file(row.layer, on: row.input))
    #expect(text == (row.text.isEmpty ? "f: a network without layers" : row.text))
  }

  static let problems: [ImportRow] = [
    ImportRow(
      "ConvolutionDepthWise 0=4 1=3 6=216 7=4", [6, 9, 9],
      "6 and 4 channels cannot be divided into 4 groups"),
    ImportRow(
      "ConvolutionDepthWise 0=4 1=3 6=216 7=3", [6, 9, 9],
      "6 and 4 channels cannot be divided into 3 groups"),
    ImportRow("Convolution1D 0=4 1=3 6=72", [6, 9, 9], "found 3 dimensions, expected 2"),
    ImportRow(
      "Convolution 1=3 6=216", [6, 9, 9],
      "key 0 (num_output): found 0, expected 1 to 2147483647"),
    ImportRow(
      "ConvolutionDepthWise 0=4 1=3 6=216 7=0", [6, 9, 9],
      "key 7 (group): found 0, expected 1 to 2147483647"),
    ImportRow(
      "Convolution 0=4 6=216", [6, 9, 9], "key 1 (kernel_w): found 0, expected 1 to 2147483647"),
    ImportRow(
      "Convolution 0=4 1=3 11=0 6=216", [6, 9, 9],
      "key 11 (kernel_h): found 0, expected 1 to 2147483647"),
    ImportRow(
      "Convolution3D 0=4 1=3 21=0 6=216", [6, 9, 9, 9],
      "key 21 (kernel_d): found 0, expected 1 to 2147483647"),
    ImportRow(
      "Convolution 0=4 1=3 3=0 6=216", [6, 9, 9],
      "key 3 (stride_w): found 0, expected 1 to 2147483647"),
    ImportRow(
      "Convolution 0=4 1=3 12=0 6=216", [6, 9, 9],
      "key 12 (dilation_h): found 0, expected 1 to 2147483647"),
    ImportRow(
      "Convolution 0=5 1=1 6=36", [7],
      "key 6 (weight_data_size): found 36, expected 35 weights: 7·5"),
    ImportRow(
      "Convolution 0=4 1=3 6=216 9=7", [6, 9, 9],
      "key 9 (activation_type): found 7, expected 0 to 6"),
    ImportRow(
      "Convolution 0=4 1=3 6=216 9=-1", [6, 9, 9],
      "key 9 (activation_type): found -1, expected 0 to 6"),
    ImportRow(
      "Convolution 0=4 1=3 6=-216", [6, 9, 9],
      "key 6 (weight_data_size): found -216, expected a count from 0"),
    ImportRow("Convolution 0=4 1=3 6=216 19=1", [6, 9, 9], "input 1 is missing"),
    ImportRow(
      "DeconvolutionDepthWise 0=4 1=2 6=48 7=2", [3, 5, 5],
      "3 and 4 channels cannot be divided into 2 groups"),
    ImportRow(
      "DeconvolutionDepthWise 0=3 1=2 6=48 7=2", [4, 5, 5],
      "4 and 3 channels cannot be divided into 2 groups"),
    ImportRow(
      "DeconvolutionDepthWise 0=6 1=2 6=47 7=2", [4, 5, 6],
      "key 6 (weight_data_size): found 47, expected 48 weights: 4 channels · 2 · 6/2 filters"),
    ImportRow(
      "Deconvolution 0=4 1=3 3=2 20=9 6=108", [3, 5, 5],
      "key 4 (pad_left): expected -233 or -234 with a stated size"),
    ImportRow(
      "Deconvolution 0=4 1=3 3=2 4=-233 20=12 6=108", [3, 5, 5],
      "a size of 12 is stated, but it has 11"),
    ImportRow("Unfold 1=3", [4, 8], "found 2 dimensions, expected 3"),
    ImportRow("Fold 1=3", [18, 49], "key 20 (output_w): found 0, expected 1 to 2147483647"),
    ImportRow("Fold 1=3 20=9", [19, 49], "19 rows are no channels of a window of 3"),
    ImportRow("Fold 1=3 20=9", [18], "found 1 dimensions, expected 2"),
    ImportRow("StatisticsPooling", [4, 8], "found 2 dimensions, expected 3 or 4"),
    ImportRow("GridSample", [4, 8, 9], "input 1 is missing"),
    ImportRow(
      "ROIAlign 1=5", [4, 8, 9], "key 0 (pooled_width): found 0, expected 1 to 2147483647"),
    ImportRow(
      "DeformableConv2D 0=4 1=3 6=107", [3, 8, 9],
      "key 6 (weight_data_size): found 107, expected 108 weights: 3 channels · 3 · 4 filters"),
    ImportRow("DeformableConv2D 0=4 1=3 6=108", [3, 8], "found 2 dimensions, expected 3"),
    ImportRow("Pooling3D 1=2", [4, 8, 9], "found 3 dimensions, expected 4"),
    ImportRow(
      "Pooling 1=3 5=4", [4, 8, 9], "key 5 (pad_mode): found 4, expected 0 to 3"),
    ImportRow(
      "Pooling 1=3 5=-1", [4, 8, 9], "key 5 (pad_mode): found -1, expected 0 to 3"),
    ImportRow(
      "Pooling 1=10", [4, 9, 8],
      "a window of 10 does not fit on axis 0, whose length with padding is 9"),
    ImportRow(
      "Pooling 1=12 11=2 3=1 14=2", [4, 9, 8],
      "a window of 12 does not fit on axis 1, whose length with padding is 11"),
    ImportRow("Pooling 7=1", [4, 8, 9], "a length of 0, expected 1 to 2147483647"),
    ImportRow("Interp 0=2 3=2 4=3", [4, 2, 8, 6], "found 4 dimensions, expected 1 to 3"),
    ImportRow("Interp 0=2 2=0.1", [4, 8], "a scale of 0.1 leaves no size that a map can have"),
    ImportRow(
      "Interp 0=2 1=0.1", [4, 8, 6], "a scale of 0.1 leaves no size that a map can have"),
    ImportRow(
      "Interp 0=2 2=0.1", [4, 8, 6], "a scale of 0.1 leaves no size that a map can have"),
    ImportRow("Interp 5=1", [4, 8, 6], "input 1 is missing"),
    ImportRow("ROIPooling", [4, 8], "found 2 dimensions, expected 3"),
    ImportRow("PriorBox", [4, 8, 6], "has no boxes"),
    ImportRow("PriorBox -23300=1,3", [4, 8], "found 2 dimensions, expected 3"),
    ImportRow("PriorBox 0=3", [4, 8, 6], "key 0 (min_sizes): expected a list"),
    ImportRow("YoloDetectionOutput", [4, 8], "found 2 dimensions, expected 3"),
    ImportRow(
      "BatchNorm 0=5", [4, 8, 6], "key 0 (channels): found 5, expected 4 channels"),
    ImportRow(
      "InstanceNorm 0=3", [4, 8, 6], "key 0 (channels): found 3, expected 4 channels"),
    ImportRow(
      "GroupNorm 0=2 1=3", [4, 8, 6], "key 1 (channels): found 3, expected 4 channels"),
    ImportRow("Scale 0=-233", [4, 8, 6], "input 1 is missing"),
    ImportRow("GLU 0=0", [5, 8], "a length of 5 has no halves"),
    ImportRow(
      "InnerProduct 0=10", [3, 4, 5],
      "key 2 (weight_data_size): found 0, expected a multiple of 10"),
    ImportRow(
      "Gemm 3=1 5=1 6=1 8=10 9=4 10=5", [7, 4],
      "key 10 (constant_broadcast_type_C): found 5, expected -1 to 4"),
    ImportRow("Gemm 5=1 8=10 9=5", [7, 4], "the shapes [7, 4] and [5, 10] do not fit"),
    ImportRow("Gemm 5=1 8=10 9=4", [7, 2, 4], "found 3 dimensions, expected 2"),
    ImportRow("Gemm 3=1", [7, 4], "input 1 is missing"),
    ImportRow(
      "Gemm 5=1 9=4", [7, 4], "key 8 (constantN): found 0, expected 1 to 2147483647"),
    ImportRow(
      "Gemm 4=1 9=4", [7, 4], "key 7 (constantM): found 0, expected 1 to 2147483647"),
    ImportRow("MatMul", [7, 4], "input 1 is missing"),
    ImportRow(
      "Einsum -23300=2,105,106", [7, 4], "attribute 'equation': expected operands and a result"),
    ImportRow(
      "Einsum -23300=2,105,300", [7, 4], "key 0 (equation): expected the codes of letters"),
    ImportRow(
      "Einsum -23300=2,105,200", [7, 4], "key 0 (equation): expected the codes of letters"),
    ImportRow(
      "MultiHeadAttention 0=6 2=37", [7, 6],
      "key 2 (weight_data_size): found 37, expected a multiple of 6"),
    ImportRow(
      "MultiHeadAttention 0=6 2=36", [7, 5], "reads 7×5 as q, expected rows of 6"),
    ImportRow(
      "LSTM 0=5 1=161", [7, 8],
      "key 1 (weight_data_size): found 161, expected 160 weights: 1·4·5·8"),
    ImportRow("LSTM 0=5 1=160", [2, 7, 8], "found 3 dimensions, expected 2"),
    ImportRow("Reshape", [4, 8], "no length is stated"),
    ImportRow(
      "Reshape 0=-1 1=-1", [4, 8], "key 0 (w): found -1, expected one open length at most"),
    ImportRow(
      "Reshape 0=-1 1=5", [4, 8],
      "[4, 8] cannot be reshaped to [5, 1]: the numbers of elements differ"),
    ImportRow(
      "ExpandDims -23303=3,0,1,2", [4, 6], "2 dimensions and 3 more, expected up to 4"),
    ImportRow(
      "ExpandDims -23303=2,0,0", [4, 6], "2 dimensions and 2 more, expected up to 4"),
    ImportRow(
      "Permute 0=6", [4, 8, 6], "key 0 (order_type): found 6, expected an order of 3 dimensions"),
    ImportRow(
      "Permute 0=-1", [4, 8], "key 0 (order_type): found -1, expected an order of 2 dimensions"),
    ImportRow(
      "Permute 0=24", [4, 2, 8, 6],
      "key 0 (order_type): found 24, expected an order of 4 dimensions"),
    ImportRow("ShuffleChannel 0=4", [6, 8, 5], "6 channels cannot be divided into 4 groups"),
    ImportRow("PixelShuffle 0=3", [12, 4, 5], "12 channels cannot be divided by 3²"),
    ImportRow("PixelShuffle 0=2", [12, 4], "12 channels cannot be divided by 2²"),
    ImportRow("PixelShuffle 0=2", [6, 4, 5], "6 channels cannot be divided by 2²"),
    ImportRow("Reorg 0=2", [3, 8], "found 2 dimensions, expected 3"),
    ImportRow(
      "Crop -23309=1,1 -23310=1,3", [4, 8], "1 starts and 1 ends for 2 axes"),
    ImportRow(
      "Crop -23309=1,1 -23310=2,3,4", [4, 8], "1 starts and 2 ends for 2 axes"),
    ImportRow(
      "Crop -23309=1,5 -23310=1,3 -23311=1,1", [4, 8], "-2 elements from 5 on are not a part of 8"),
    ImportRow("Tile 0=0 1=0", [4, 8], "key 1 (tiles): found 0, expected 1 to 2147483647"),
    ImportRow("Slice -23300=1,1 1=2", [4, 8], "axis 2 is out of range for 2 dimensions"),
    ImportRow("Reduction 3=5 1=0", [4, 8], "key 3 (axes): expected a list"),
    ImportRow("Reduction 3=0.5,1 1=0", [4, 8], "key 3 (axes): expected whole numbers"),
    ImportRow("Clip 0=x", [4, 8], "key 0 (min): expected a number"),
    ImportRow("Clip 1=x", [4, 8], "key 1 (max): expected a number"),
    ImportRow(
      "Convolution 0=2 1=3 4=-234 14=1 6=54", [3, 8, 9],
      "a length of -234, expected 0 to 2147483647"),
    ImportRow(
      "Convolution 0=2 1=3 4=-233 14=1 6=54", [3, 8, 9],
      "a length of -233, expected 0 to 2147483647"),
    ImportRow("Convolution1D 0=5 1=1 6=35", [7], "found 1 dimensions, expected 2"),
    ImportRow("Pooling", [4, 8, 9], "key 1 (kernel_w): found 0, expected 1 to 2147483647"),
    ImportRow(
      "Pooling 1=2 2=0", [4, 8, 9], "key 2 (stride_w): found 0, expected 1 to 2147483647"),
    ImportRow(
      "Convolution 0=4 1=3 2=0 6=216", [6, 9, 9],
      "key 2 (dilation_w): found 0, expected 1 to 2147483647"),
    ImportRow("Pooling 7=1 8=0 18=3", [4, 8, 9], "a length of 0, expected 1 to 2147483647"),
    ImportRow(
      "DeformableConv2D 1=3 6=108", [3, 8, 9],
      "key 0 (num_output): found 0, expected 1 to 2147483647"),
    ImportRow(
      "Deconvolution 1=2 6=48", [3, 5, 5], "key 0 (num_output): found 0, expected 1 to 2147483647"),
    ImportRow(
      "DeconvolutionDepthWise 0=4 1=2 6=48 7=0", [3, 5, 5],
      "key 7 (group): found 0, expected 1 to 2147483647"),
    ImportRow(
      "InnerProduct 2=40", [7, 4], "key 0 (num_output): found 0, expected 1 to 2147483647"),
    ImportRow("Embed 3=600", [7], "key 0 (num_output): found 0, expected 1 to 2147483647"),
    ImportRow(
      "Gemm 5=1 8=10", [7, 4], "key 9 (constantK): found 0, expected 1 to 2147483647"),
    ImportRow(
      "MultiHeadAttention 2=36", [7, 6], "key 0 (embed_dim): found 0, expected 1 to 2147483647"),
    ImportRow(
      "MultiHeadAttention 0=6", [7, 6],
      "key 2 (weight_data_size): found 0, expected a multiple of 6"),
    ImportRow(
      "MultiHeadAttention 0=6 2=36 3=0", [7, 6],
      "key 3 (kdim): found 0, expected 1 to 2147483647"),
    ImportRow(
      "MultiHeadAttention 0=6 2=36 4=0", [7, 6],
      "key 4 (vdim): found 0, expected 1 to 2147483647"),
    ImportRow("MultiHeadAttention 0=6 2=36", [6], "reads 6 as q, expected rows of 6"),
    ImportRow("GRU 1=120", [7, 8], "key 0 (num_output): found 0, expected 1 to 2147483647"),
    ImportRow(
      "LSTM 0=5 1=160 3=0", [7, 8], "key 3 (hidden_size): found 0, expected 1 to 2147483647"),
    ImportRow("BatchNorm", [4, 8, 6], "key 0 (channels): found 0, expected 1 to 2147483647"),
    ImportRow("GroupNorm 0=0 1=4", [4, 8, 6], "key 0 (group): found 0, expected 1 to 2147483647"),
    ImportRow("LRN 1=0", [4, 8, 6], "key 1 (local_size): found 0, expected 1 to 2147483647"),
    ImportRow("ArgMax 1=0", [4, 8], "key 1 (topk): found 0, expected 1 to 2147483647"),
    ImportRow(
      "ROIPooling 0=0", [4, 8, 6], "key 0 (pooled_width): found 0, expected 1 to 2147483647"),
    ImportRow(
      "ROIPooling 0=7", [4, 8, 6], "key 1 (pooled_height): found 0, expected 1 to 2147483647"),
    ImportRow(
      "PSROIPooling", [4, 8, 6], "key 3 (output_dim): found 0, expected 1 to 2147483647"),
    ImportRow(
      "DetectionOutput 3=0", [4], "key 3 (keep_top_k): found 0, expected 1 to 2147483647"),
    ImportRow(
      "YoloDetectionOutput 0=0", [4, 8, 6], "key 0 (num_class): found 0, expected 1 to 2147483647"),
    ImportRow(
      "Interp 0=1 1=0 2=0", [4, 8, 6], "a scale of 0.0 leaves no size that a map can have"),
    ImportRow(
      "Interp 0=1 1=268435456", [4, 8, 6],
      "a scale of 268435456.0 leaves no size that a map can have"),
    ImportRow("Reorg 0=2", [3, 1, 6], "a length of 0, expected 1 to 2147483647"),
    ImportRow("Reorg 0=0", [3, 4, 6], "key 0 (stride): found 0, expected 1 to 2147483647"),
    ImportRow(
      "PixelShuffle 0=0", [4, 4, 6], "key 0 (upscale_factor): found 0, expected 1 to 2147483647"),
    ImportRow("ShuffleChannel 0=0", [4], "key 0 (group): found 0, expected 1 to 2147483647"),
    ImportRow("Reshape 0=-2", [4, 8], "a length of -2, expected 1 to 2147483647"),
    ImportRow(
      "Reshape 0=0 1=-1 2=3", [4, 5],
      "[4, 5] cannot be reshaped to [3, 1, 5]: the numbers"
        + " of elements differ"),
    ImportRow(
      "Permute 0=1", [6], "key 0 (order_type): found 1, expected an order of 1 dimensions"),
    ImportRow("Crop 0=1", [4, 8], "0 elements from 0 on are not a part of 4"),
    ImportRow("Crop 0=6 3=2", [6], "0 elements from 6 on are not a part of 6"),
    ImportRow("Tile -23302=2,0,1", [4, 8], "a length of 0, expected 1 to 2147483647"),
    ImportRow("Tile -23302=5,1,1,1,1,2", [4, 8], "found 5 dimensions, expected 1 to 4"),
    ImportRow("Reduction 3=1,x 1=0", [4, 8], "key 3 (axes): expected a list"),
    ImportRow("Reduction 3=1,inf 1=0", [4, 8], "key 3 (axes): expected a list"),
    ImportRow(
      "Reduction 3=9007199254740991,1 1=0", [4, 8],
      "axis 9007199254740991 is out of range for 2 dimensions"),
    ImportRow(
      "Reduction 3=9007199254740992,1 1=0", [4, 8], "key 3 (axes): expected whole numbers"),
  ]

  @Test(arguments: problems)
  func `a layer that cannot work`(row: ImportRow) {
    let type = row.layer.prefix { $0 != " " }
    #expect(
      ImportTrace.text(NCNNLayerTests.file(row.layer, on: row.input))
        == "f: 4: a (\(type)): \(row.text)")
  }

  /// Orders of four dimensions, as ncnn's sources number them: the innermost dimension first.
  @Test(arguments: [
    (1, "HWDC"), (2, "WDHC"), (3, "DWHC"), (4, "HDWC"), (5, "DHWC"), (6, "WHCD"),
    (7, "HWCD"), (8, "WCHD"), (9, "CWHD"), (10, "HCWD"), (11, "CHWD"), (12, "WDCH"),
    (13, "DWCH"), (14, "WCDH"), (15, "CWDH"), (16, "DCWH"), (17, "CDWH"), (18, "HDCW"),
    (19, "DHCW"), (20, "HCDW"), (21, "CHDW"), (22, "DCHW"), (23, "CDHW"),
  ])
  func `orders of four dimensions`(type: Int, order: String) {
    let lengths: [Character: Int] = ["C": 4, "D": 2, "H": 8, "W": 6]
    let output = order.reversed().map { String(lengths[$0] ?? 0) }
    #expect(
      ImportTrace.text(NCNNLayerTests.file("Permute 0=\(type)", on: [4, 2, 8, 6]))
        == "Permute (movement) → \(output.joined(separator: "×"))")
  }

  /// Weights that are a result are not followed.
  @Test(arguments: [("28=1", true), ("28=0", false), ("27=1", false)])
  func `filters of another layer are not followed`(key: String, isUnknown: Bool) {
    let text = ImportTrace.text(
      NCNNLayerTests.file("Deconvolution 0=4 1=2 6=48 \(key)", on: [3, 4, 5]))
    #expect(text.hasSuffix("; unknown") == isUnknown)
    #expect(!text.hasPrefix("f:"))
  }

  static let pairs: [ImportRow] = [
    ImportRow(
      "GridSample", [4, 8, 6, 0, 5, 7, 2], "GridSample (function) → 4×5×7"),
    ImportRow("GridSample 3=1", [4, 8, 6, 0, 2, 5, 7], "GridSample (function) → 4×5×7"),
    ImportRow(
      "GridSample", [4, 3, 8, 6, 0, 9, 5, 7, 3], "GridSample (function) → 4×9×5×7"),
    ImportRow(
      "GridSample", [4, 8, 6, 0, 5, 7],
      "f: 5: a (GridSample): the shapes [4, 8, 6] and [5, 7] do not fit"),
    ImportRow("BinaryOp 0=0", [4, 8, 6, 0, 4, 8, 6], "Add → 4×8×6"),
    ImportRow("BinaryOp", [4, 8, 6, 0, 4, 8, 6], "Add → 4×8×6"),
    ImportRow("BinaryOp 0=1", [4, 8, 6, 0, 4, 8, 6], "BinaryOp (function) → 4×8×6"),
    ImportRow("BinaryOp 0=3", [4, 8, 6, 0, 4, 8, 6], "BinaryOp (function) → 4×8×6"),
    ImportRow("BinaryOp 0=2", [4, 8, 0, 4, 8], "Multiply → 4×8"),
    ImportRow("BinaryOp 0=0", [1, 8, 0, 4, 8], "BinaryOp (function) → 4×8"),
    ImportRow("BinaryOp 0=0 1=1", [4, 8, 0, 4, 8], "BinaryOp (function) → 4×8"),
    ImportRow(
      "BinaryOp 0=0", [4, 8, 6, 0, 5, 8, 6],
      "f: 5: a (BinaryOp): the shapes [4, 8, 6] and [5, 8, 6] do not fit"),
    ImportRow(
      "BinaryOp 0=2", [4, 8, 6, 0, 4], "Reshape to 4×1×1 → 4×1×1, Multiply → 4×8×6"),
    ImportRow(
      "BinaryOp 0=2", [4, 8, 6, 0, 6], "Reshape to 1×1×6 → 1×1×6, Multiply → 4×8×6"),
    ImportRow(
      "BinaryOp 0=2", [4, 0, 4, 8, 6], "Reshape to 4×1×1 → 4×1×1, Multiply → 4×8×6"),
    ImportRow(
      "BinaryOp 0=0", [4, 8, 6, 0, 4, 8], "Reshape to 4×8×1 → 4×8×1, Add → 4×8×6"),
    ImportRow("Eltwise", [4, 8, 6, 0, 4, 8, 6], "Multiply → 4×8×6"),
    ImportRow("Eltwise 0=1", [4, 8, 6, 0, 4, 8, 6], "Add → 4×8×6"),
    ImportRow("Eltwise 0=2", [4, 8, 6, 0, 4, 8, 6], "Eltwise (function) → 4×8×6"),
    ImportRow(
      "Eltwise 0=1", [4, 8, 6, 0, 4, 8, 5],
      "f: 5: a (Eltwise): the shapes [4, 8, 6] and [4, 8, 5] do not fit"),
    ImportRow("Concat", [4, 8, 6, 0, 3, 8, 6], "Concat → 7×8×6"),
    ImportRow("Concat 0=1", [4, 8, 6, 0, 4, 3, 6], "Concat (movement) → 4×11×6"),
    ImportRow("Concat 0=1", [4, 8, 0, 4, 3], "Concat → 4×11"),
    ImportRow("Concat", [4, 8, 0, 3, 8], "Concat (movement) → 7×8"),
    ImportRow("Concat", [4, 0, 3], "Concat → 7"),
    ImportRow(
      "Concat", [4, 8, 6, 0, 3, 8, 5],
      "f: 5: a (Concat): the shapes [4, 8, 6] and [3, 8, 5] do not fit"),
    ImportRow(
      "Concat", [4, 8, 6, 0, 3, 8],
      "f: 5: a (Concat): the shapes [4, 8, 6] and [3, 8] do not fit"),
    ImportRow("Scale 0=-233", [4, 8, 6, 0, 4], "Reshape to 4×1×1 → 4×1×1, Multiply → 4×8×6"),
    ImportRow("Scale 0=-233 1=1", [4, 8, 6, 0, 4], "Scale (function) → 4×8×6; 4 parameters"),
    ImportRow("Scale 0=-233", [4, 0, 4], "Scale (function) → 4"),
    ImportRow("MatMul", [6, 0, 6, 5], "MatMul (product) → 5; 30 MACs"),
    ImportRow("MatMul", [8, 6, 0, 6], "MatMul (product) → 8; 48 MACs"),
    ImportRow("MatMul 0=1", [8, 6, 0, 6], "MatMul (product) → 8; 48 MACs"),
    ImportRow("MatMul", [6, 0, 6], "MatMul (product) → 1; 6 MACs"),
    ImportRow("MatMul", [4, 8, 6, 0, 6, 5], "MatMul (product) → 4×8×5; 960 MACs"),
    ImportRow("MatMul 0=1", [4, 8, 6, 0, 4, 5, 6], "MatMul (product) → 4×8×5; 960 MACs"),
    ImportRow(
      "MatMul", [8, 6, 0, 5, 6], "f: 5: a (MatMul): the shapes [8, 6] and [5, 6] do not fit"),
    ImportRow(
      "Einsum -23300=9,105,106,44,106,107,45,62,105,107", [7, 4, 0, 4, 5],
      "Einsum (product) → 7×5; 140 MACs"),
    ImportRow(
      "Einsum -23300=5,105,44,105,45,62", [7, 0, 7], "Einsum (product) → 1; 7 MACs"),
    ImportRow("Gemm", [7, 4, 0, 4, 5], "Gemm (product) → 7×5; 140 MACs"),
    ImportRow("Gemm 2=1", [4, 7, 0, 4, 5], "Gemm (product) → 7×5; 140 MACs"),
    ImportRow("Gemm 3=1", [7, 4, 0, 5, 4], "Gemm (product) → 7×5; 140 MACs"),
    ImportRow(
      "MultiHeadAttention 0=6 1=2 2=36 5=1", [7, 6, 0, 7, 7],
      "Linear → 7×6, Linear → 7×6, Linear → 7×6, Attention (product) → 7×6, Linear → 7×6"
        + "; 168 parameters; 1596 MACs"),
    ImportRow("SDPA", [2, 7, 5, 0, 2, 9, 5], "SDPA (unknown) → 2×7×5; unknown"),
    ImportRow(
      "Convolution 0=5 1=3 11=2 3=2 13=1 6=0 19=1 9=1", [4, 8, 9, 0, 5, 4, 2, 3],
      "Convolution (product) → 5×7×4, ReLU → 5×7×4; 3360 MACs"),
    ImportRow(
      "Convolution 6=0 19=1 4=-233", [4, 8, 9, 0, 5, 4, 2, 3],
      "Convolution (product) → 5×8×9; 8640 MACs"),
    ImportRow(
      "Convolution 0=5 1=3 6=0 19=1", [4, 8, 9, 0, 5, 4, 6],
      "f: 5: a (Convolution): found 3 dimensions, expected 4"),
    ImportRow(
      "Convolution1D 0=5 1=3 6=0 19=1", [4, 9, 0, 5, 4, 3],
      "Convolution1D (product) → 5×7; 420 MACs"),
    ImportRow(
      "Interp 0=2 5=1", [4, 8, 6, 0, 9, 16, 12], "Interp (function) → 4×16×12"),
    ImportRow("Interp 0=2 5=1", [4, 8, 0, 9, 16, 12], "Interp (function) → 4×12"),
    ImportRow(
      "Interp 0=2 5=1", [4, 8, 6, 0, 9], "f: 5: a (Interp): input 1 is missing"),
    ImportRow("Crop 0=1 1=2", [4, 8, 6, 0, 3, 4], "Crop 2,3,1,1 → 4×3×4"),
    ImportRow("Crop 0=1 1=2 2=1", [4, 8, 6, 0, 2, 6, 5], "Crop (movement) → 2×6×5"),
    ImportRow("Crop 0=-233", [4, 8, 6, 0, 2, 6, 5], "Crop (unknown) → 4×8×6; unknown"),
    ImportRow("Crop 0=1 1=2", [8, 6, 0, 4, 3], "Crop (movement) → 4×3"),
    ImportRow("Crop 0=1", [6, 0, 3], "ChannelSlice 1 to 3 → 3"),
    ImportRow(
      "YoloDetectionOutput 0=3", [16, 2, 3, 0, 24, 4, 5],
      "YoloDetectionOutput (function) → 72×6"),
    ImportRow(
      "PriorBox -23300=1,3 9=-233", [4, 2, 3, 0, 3, 30, 40], "PriorBox (function) → 2×24"),
    ImportRow(
      "PriorBox -23300=1,3 9=-233 10=-233", [4, 2, 3, 0, 3, 30, 40], "PriorBox (function) → 2×24"),
    ImportRow("Scale 0=-233", [4, 8, 6, 0, 6], "Scale (function) → 4×8×6"),
    ImportRow("Scale 0=-233", [4, 8, 0, 4], "Scale (function) → 4×8"),
    ImportRow("MatMul", [8, 6, 0, 4, 6, 5], "MatMul (product) → 4×8×5; 960 MACs"),
    ImportRow("MatMul", [3, 1, 8, 6, 0, 4, 6, 5], "MatMul (product) → 3×4×8×5; 2880 MACs"),
    ImportRow(
      "Gemm 5=1 8=10 9=4", [7, 4, 0, 7, 10], "Gemm (layer) → 7×10; 40 parameters; 280 MACs"),
    ImportRow("Interp 0=2 5=1", [4, 8, 6, 0, 16, 12], "Interp (function) → 4×16×12"),
    // What the other blob does not have has a length of one.
    ImportRow("Crop", [8, 6, 0, 3], "Crop (movement) → 1×3"),
    ImportRow("Crop", [4, 8, 6, 0, 3], "Crop 0,7,0,3 → 4×1×3"),
    ImportRow("Crop", [4, 8, 6, 0, 2, 3, 5, 4], "Crop 0,3,0,2 → 4×5×4"),
    ImportRow("Crop", [4, 7, 8, 6, 0, 2, 3, 5], "Crop 0,6,0,5,0,1 → 4×1×3×5"),
    ImportRow("Crop", [4, 7, 8, 6, 0, 5], "Crop 0,6,0,7,0,1 → 4×1×1×5"),
    ImportRow("Crop", [4, 7, 8, 6, 0, 2, 3, 5, 1], "Crop (movement) → 2×3×5×1"),
    ImportRow("Crop", [8, 6, 0, 2, 3, 5], "Crop (movement) → 3×5"),
    ImportRow("Crop", [6, 0, 2, 3, 5], "ChannelSlice 0 to 4 → 5"),
    ImportRow("Crop 13=1", [4, 7, 8, 6, 0, 4, 3, 8, 6], "Crop 1,3,0,0,0,0 → 4×3×8×6"),
  ]

  /// A zero separates the lengths of both inputs.
  @Test(arguments: pairs)
  func `a layer on two inputs`(row: ImportRow) {
    let parts = row.input.split(separator: 0).map { Array($0) }
    let words = row.layer.split(separator: " ", maxSplits: 1)
    let bytes = NCNNLayerTests.file(
      NCNNLayerTests.input(parts[0], named: "x"), NCNNLayerTests.input(parts[1], named: "y"),
      "\(words[0]) a 2 1 x y z \(words.count > 1 ? words[1] : "")")
    #expect(ImportTrace.text(bytes) == row.text)
  }

  static let triples: [(String, [[Int]], String)] = [
    (
      "MultiHeadAttention 0=6 1=2 2=48 3=5 4=4", [[7, 8], [9, 5], [9, 4]],
      "Linear → 7×6, Linear → 9×6, Linear → 9×6, Attention (product) → 7×6, Linear → 7×8"
        + "; 176 parameters; 1914 MACs"
    ),
    ("SDPA", [[2, 7, 5], [2, 9, 5], [2, 9, 6]], "SDPA (product) → 2×7×6; 1386 MACs"),
    ("SDPA", [[4, 7, 5], [2, 9, 5], [2, 9, 6]], "SDPA (product) → 4×7×6; 2772 MACs"),
    ("SDPA 7=1", [[2, 7, 5], [2, 9, 5], [2, 9, 6]], "SDPA (unknown) → 2×7×5; unknown"),
    ("SDPA", [[7, 5], [9, 5], [9, 6]], "SDPA (unknown) → 7×5; unknown"),
    (
      "SDPA", [[2, 7, 5], [2, 9, 4], [2, 9, 6]],
      "f: 6: a (SDPA): the shapes [2, 7, 5] and [2, 9, 4] do not fit"
    ),
    (
      "SDPA", [[2, 7, 5], [2, 9, 5], [2, 8, 6]],
      "f: 6: a (SDPA): the shapes [2, 7, 5] and [2, 9, 5] do not fit"
    ),
    ("Concat 0=2", [[2, 7, 5], [2, 7, 1], [2, 7, 3]], "Concat (movement) → 2×7×9"),
    ("Eltwise 0=1", [[2, 7], [2, 7], [2, 7]], "Add → 2×7"),
    ("SDPA", [[2, 7, 5], [9, 5], [9, 6]], "SDPA (unknown) → 2×7×5; unknown"),
    // A mask besides.
    (
      "SDPA 5=1", [[2, 7, 5], [2, 9, 5], [2, 9, 6], [7, 9]],
      "SDPA (product) → 2×7×6; 1386 MACs"
    ),
    (
      "MultiHeadAttention 0=6 1=2 2=48 3=5 4=4 5=1", [[7, 8], [9, 5], [9, 4], [7, 9]],
      "Linear → 7×6, Linear → 9×6, Linear → 9×6, Attention (product) → 7×6, Linear → 7×8"
        + "; 176 parameters; 1914 MACs"
    ),
    (
      "MultiHeadAttention 0=6 1=2 2=48 3=5 4=5 5=1", [[7, 8], [9, 5], [7, 9]],
      "Linear → 7×6, Linear → 9×6, Linear → 9×6, Attention (product) → 7×6, Linear → 7×8"
        + "; 182 parameters; 1968 MACs"
    ),
    (
      "MultiHeadAttention 0=6 1=2 2=48 3=5 4=4", [[7, 8], [9, 5], [9, 4], [7, 9]],
      "MultiHeadAttention (unknown) → 7×8; unknown"
    ),
    ("MatMul", [[7, 8], [8, 5], [9, 4]], "f: 6: a (MatMul): input 1 is missing"),
  ]

  @Test(arguments: triples)
  func `a layer on several inputs`(layer: String, inputs: [[Int]], text: String) {
    let words = layer.split(separator: " ", maxSplits: 1)
    let names = inputs.indices.map { "x\($0)" }
    let lines = zip(inputs, names).map { NCNNLayerTests.input($0, named: $1) }
    let count = lines.count + 1
    let last =
      "\(words[0]) a \(names.count) 1 \(names.joined(separator: " ")) out"
      + (words.count > 1 ? " \(words[1])" : "")
    let file = "7767517\n\(count) \(count)\n" + (lines + [last]).joined(separator: "\n")
    let found = ImportTrace.text(Array(file.utf8))
    #expect(found.replacing("f: \(count + 2): a", with: "f: 6: a") == text)
  }

  /// Every result is read by a layer of its own.
  @Test(arguments: [
    ("LSTM 0=3 1=160 3=5", [7, 8], [[7, 3], [1, 3], [1, 5]]),
    ("LSTM 0=5 1=320 2=2", [7, 8], [[7, 10], [2, 5], [2, 5]]),
    ("GRU 0=5 1=240 2=2", [7, 8], [[7, 10], [2, 5]]),
    ("Slice -23300=3,2,-233,-233 1=1", [4, 9, 5], [[4, 2, 5], [4, 3, 5], [4, 4, 5]]),
    ("Slice -23300=3,1,2,-233", [9, 4, 5], [[1, 4, 5], [2, 4, 5], [6, 4, 5]]),
    ("Slice -23302=2,2,-3 1=-1", [4, 5, 9], [[4, 5, 2], [4, 5, 4], [4, 5, 3]]),
    ("Slice -23302=2,2,-3", [9, 5, 4], [[2, 5, 4], [4, 5, 4], [3, 5, 4]]),
  ])
  func `a layer with several results`(layer: String, input: [Int], outputs: [[Int]]) throws {
    let names = outputs.indices.map { "y\($0)" }
    let words = layer.split(separator: " ", maxSplits: 1)
    var lines = [
      NCNNLayerTests.input(input),
      "\(words[0]) a 1 \(names.count) in \(names.joined(separator: " ")) \(words[1])",
    ]
    for name in names { lines.append("ReLU r\(name) 1 1 \(name) z\(name)") }
    let text = "7767517\n\(lines.count) \(lines.count)\n" + lines.joined(separator: "\n")
    let file = try ModelFile(bytes: Array(text.utf8))
    #expect(file.graph.outputs.map { file.graph.shape(ofValue: $0).dimensions } == outputs)
    #expect(file.isComplete)
  }

  @Test(arguments: [
    ("Convolution 0=2 1=1 6=6 8=1", [3, 4, 5], true),
    ("Convolution 0=2 1=1 6=6 18=1", [3, 4, 5], false),
    ("InnerProduct 0=2 2=6 8=1", [3], true),
    ("Gemm 3=1 5=1 8=10 9=4", [7, 4], false),
    ("Gemm 3=1 5=1 8=10 9=4 18=2", [7, 4], true),
    ("MultiHeadAttention 0=6 1=2 2=36 18=1", [7, 6], true),
    ("Embed 0=6 1=100 3=600 18=1", [7], true),
    ("LSTM 0=5 1=160 8=1", [7, 8], true), ("LSTM 0=5 1=160 18=1", [7, 8], false),
    ("GRU 0=5 1=120 8=1", [7, 8], true), ("GRU 0=5 1=120 18=1", [7, 8], false),
    ("RNN 0=5 1=40 8=1", [7, 8], true), ("RNN 0=5 1=40 18=1", [7, 8], false),
    ("Pooling 1=2 8=1 18=1", [3, 4, 5], false),
  ])
  func `weights of 8 bits`(layer: String, input: [Int], isQuantized: Bool) throws {
    let file = try ModelFile(bytes: NCNNLayerTests.file(layer, on: input))
    #expect(file.notes.contains { $0.text.hasPrefix("weights of 8 bits in 1") } == isQuantized)
  }

  /// Stored numbers, and layers that only give other names.
  static let named: [(String, String)] = [
    (
      "MemoryData m 0 1 m 0=8 1=4\nBinaryOp a 2 1 in m y 0=0",
      "BinaryOp (function) → 4×8×6; 32 parameters"
    ),
    (
      "MemoryData m 0 1 m 0=6 1=8 2=4\nBinaryOp a 2 1 m in y 0=2",
      "BinaryOp (function) → 4×8×6; 192 parameters"
    ),
    (
      "MemoryData m 0 1 m 0=4 1=8\nPermute p 1 1 m n 0=1\nReshape r 1 1 n o 0=1 1=8 2=4\n"
        + "BinaryOp a 2 1 in o y 0=0",
      "BinaryOp (function) → 4×8×6; 32 parameters"
    ),
    (
      "MemoryData m 0 1 m 0=6 1=8 11=1 2=4\nReshape r 1 1 m n 0=6 1=8 2=4\nConcat a 2 1 in n y",
      "Concat (movement) → 8×8×6; 192 parameters"
    ),
    (
      "MemoryData m 0 1 m 0=5 1=6\nReshape r 1 1 in q 0=6 1=32\nMatMul a 2 1 q m y",
      "Reshape to 32×6 → 32×6, MatMul (layer) → 32×5; 30 parameters; 960 MACs"
    ),
    (
      "MemoryData m 0 1 m\nReLU a 1 1 in y",
      "f: 4: m (MemoryData): the shape of its numbers is not stated"
    ),
    (
      "MemoryData m 0 1 m 0=6\nReLU a 1 1 m y\nReLU b 1 1 in z",
      "f: 5: a (ReLU): reads stored numbers where data is expected"
    ),
    ("Split s 1 2 in x y\nNoop n 2 2 x y p q\nBinaryOp a 2 1 p q z", "Add → 4×8×6"),
    ("MemoryData m 0 0 0=6\nReLU a 1 1 in y", "ReLU → 4×8×6"),
    ("Mine a 1 2 in x y", "Mine (unknown) → 4×8×6, Mine (movement) → 4×8×6; unknown"),
    (
      "Mine a 1 2 in x y -23330=8,1,5,1,1,2,6,7,1",
      "Mine (unknown) → 5, Mine (movement) → 7×6; unknown"
    ),
    ("Mine a 1 1 in x -23330=4,3,5,6,7", "Mine (unknown) → 7×6×5; unknown"),
    ("Mine a 1 1 in x -23330=4,4,5,6,7", "Mine (unknown) → 4×8×6; unknown"),
    ("Mine a 1 1 in x -23330=4,0,5,6,7", "Mine (unknown) → 4×8×6; unknown"),
    ("Mine a 1 1 in x -23330=3,1,5,6", "Mine (unknown) → 4×8×6; unknown"),
    ("Mine a 1 1 in x -23330=4,2,5,0,7", "Mine (unknown) → 4×8×6; unknown"),
    ("Mine a 1 1 in x -23330=4,2,5,1.5,7", "Mine (unknown) → 4×8×6; unknown"),
    ("Mine a 1 1 in x -23330=4,2,5,1,7", "Mine (unknown) → 1×5; unknown"),
    ("LSTM a 1 0 q 0=5 1=160", "f: 4: a: reads 'q', which no earlier layer gives"),
    (
      "Reshape r 1 1 in q 0=8 1=24\nLSTM a 1 0 q 0=5 1=160",
      "Reshape to 24×8 → 24×8, LSTM (layer) → 24×5; 280 parameters; 6240 MACs"
    ),
    // Layers on stored numbers alone.
    (
      "MemoryData m 0 1 m 0=6 1=8 2=4\nInstanceNorm n 1 1 m n 2=0\nBinaryOp a 2 1 in n y",
      "BinaryOp (function) → 4×8×6; 192 parameters"
    ),
    (
      "MemoryData m 0 1 m 0=8 1=4\nLayerNorm n 1 1 m n 2=0\nBinaryOp a 2 1 in n y",
      "BinaryOp (function) → 4×8×6; 32 parameters"
    ),
    (
      "MemoryData m 0 1 m 0=6 1=8 2=4\nPadding n 1 1 m n 0=1\nConcat a 2 1 in n y 0=1",
      "Concat (movement) → 4×17×6; 192 parameters"
    ),
    (
      "MemoryData m 0 1 m 0=6 1=8 2=4\nReduction n 1 1 m n 0=3 1=0 3=1,2 4=1\n"
        + "BinaryOp a 2 1 in n y",
      "BinaryOp (function) → 4×8×6; 192 parameters"
    ),
    (
      "MemoryData m 0 1 m 0=6 1=8 2=4\nEltwise a 2 1 in m y",
      "Eltwise (function) → 4×8×6; 192 parameters"
    ),
    (
      "MemoryData m 0 1 m 0=4\nScale a 2 1 in m y 0=-233",
      "Scale (function) → 4×8×6; 4 parameters"
    ),
    (
      "MemoryData m 0 1 m 0=6 1=7\nReshape r 1 1 in q 0=6 1=32\n"
        + "MultiHeadAttention a 2 1 q m y 0=6 1=2 2=36",
      "Reshape to 32×6 → 32×6, MultiHeadAttention (unknown) → 32×6; 42 parameters; unknown"
    ),
    (
      "MemoryData m 0 1 m 0=6 1=8 2=4\nCrop n 1 1 m n 2=1 3=6 4=8 5=2\nConcat a 2 1 in n y",
      "Concat (movement) → 6×8×6; 192 parameters"
    ),
    (
      "MemoryData m 0 2 m n 0=4\nBinaryOp a 2 1 in m y", "BinaryOp (function) → 4×8×6; 4 parameters"
    ),
    // Names of several values, which differ.
    (
      "Pooling p 1 1 in q 1=2 5=1\nNoop n 2 2 in q x y\nReLU a 1 1 y z\nTanH b 1 1 x w",
      "MaxPool2d 2×2 → 4×7×5, ReLU → 4×7×5, Tanh → 4×8×6"
    ),
    // A signal is no rows of features, although its lengths are the same.
    (
      mixed + "Eltwise a 2 1 t q y 0=1",
      "Flatten → 192, Reshape to 24×8 → 24×8, Reshape to 24×8 → 24×8, MaxPool1d 1 → 24×8,"
        + " Eltwise (function) → 24×8"
    ),
    (
      mixed + "Concat a 2 1 t q y",
      "Flatten → 192, Reshape to 24×8 → 24×8, Reshape to 24×8 → 24×8, MaxPool1d 1 → 24×8,"
        + " Concat (movement) → 48×8"
    ),
    (
      mixed + "Concat a 2 1 q t y",
      "Flatten → 192, Reshape to 24×8 → 24×8, Reshape to 24×8 → 24×8, MaxPool1d 1 → 24×8,"
        + " Concat (movement) → 48×8"
    ),
    (
      mixed + "Concat a 2 1 q t y 0=1",
      "Flatten → 192, Reshape to 24×8 → 24×8, Reshape to 24×8 → 24×8, MaxPool1d 1 → 24×8,"
        + " Concat (movement) → 24×16"
    ),
    (
      mixed + "BinaryOp a 2 1 q q y",
      "Flatten → 192, Reshape to 24×8 → 24×8, Reshape to 24×8 → 24×8, MaxPool1d 1 → 24×8,"
        + " Add → 24×8"
    ),
  ]

  /// Rows of features and a signal with the same lengths.
  private static let mixed =
    "Flatten f 1 1 in f\nReshape t 1 1 f t 0=8 1=24\nPooling1D q 1 1 t q 1=1 5=1\n"

  @Test(arguments: named)
  func `stored numbers and other names`(lines: String, text: String) {
    let input = NCNNLayerTests.input([4, 8, 6])
    let count = 1 + lines.split(separator: "\n").count
    #expect(
      ImportTrace.text(Array("7767517\n\(count) \(count)\n\(input)\n\(lines)".utf8)) == text)
  }

  @Test(arguments: [
    (
      "Mine a 1 1 in x",
      "1 Mine, not counted; where the file states no shape, the input's is assumed"
    ),
    ("Mine a 1 1 in x -23330=4,1,5,1,1\nMine b 1 1 x y -23330=4,1,5,1,1", "2 Mine, not counted"),
    (
      "Mine a 1 1 in x -23330=4,1,5,1,1\nOther b 1 1 x y -23330=4,1,5,1,1",
      "1 Mine, 1 Other, not counted"
    ),
  ])
  func `unknown layers are named`(lines: String, note: String) throws {
    let count = 1 + lines.split(separator: "\n").count
    let text = "7767517\n\(count) 9\n\(NCNNLayerTests.input([4, 8, 6]))\n\(lines)"
    #expect(try ModelFile(bytes: Array(text.utf8)).notes.last?.text == note)
  }

  /// Beyond 256 kinds the graph has one for all others.
  @Test func `kinds that are too many are counted together`() throws {
    let lines = (0..<258).map { "K\($0) a\($0) 1 1 x\($0) x\($0 + 1) -23330=4,1,5,1,1" }
    let text = "7767517\n259 9\nInput in 0 1 x0 0=5\n" + lines.joined(separator: "\n")
    let file = try ModelFile(bytes: Array(text.utf8))
    let first = (0...11).map { "1 K\($0)" }.joined(separator: ", ")
    #expect(file.notes.last?.text == "\(first) and 246 more kinds, not counted")
    #expect(file.graph.labels[257] == "K257" && file.graph.labels[255] == "K255")
    #expect(file.graph.omissions.count == 257)
    #expect(file.graph.omissions[255].operation == "K255")
    #expect(file.graph.omissions[256].operation == "other kinds")
    #expect(file.graph.omissions[256].count == 2)
  }

  /// The paths of the parts of a layer.
  @Test(arguments: [
    ("Mine a 1 2 in x y", ["a", "a_1"]),
    ("Convolution a 1 1 in x 0=2 1=1 6=8 9=1", ["a", "a_relu"]),
    ("Pooling a 1 1 in x 4=1", ["a", "a_flatten"]),
    ("Padding a 1 1 in x 0=1 8=3", ["a_border", "a"]),
    ("Slice a 1 2 in x y -23300=2,1,-233", ["a_0", "a_1"]),
  ])
  func `parts of a layer have names`(line: String, paths: [String]) throws {
    let text = "7767517\n2 2\n\(NCNNLayerTests.input([4, 8, 6]))\n\(line)"
    #expect(Paths(try ModelFile(bytes: Array(text.utf8)).graph).nodes == paths)
  }

  @Test(arguments: [
    (2, "1 layer after those that the second line counts, which ncnn does not read"),
    (1, "2 layers after those that the second line counts, which ncnn does not read"),
  ])
  func `layers after the stated ones are not read`(left: Int, note: String) throws {
    let text =
      "7767517\n\(1 + left) 9\n\(NCNNLayerTests.input([4]))\nReLU a 1 1 in x\nTanH b 1 1 x y\n"
      + "GELU c 1 1 y z"
    let file = try ModelFile(bytes: Array(text.utf8))
    #expect(file.notes.last?.text == note)
    #expect(file.graph.nodes.count == left)
  }

  /// The words of a line, and the forms of keys and values.
  static let words: [(String, String)] = [
    ("Input in 0 1 in 0=4\nReLU a 1 1 in y 0=0.5", "LeakyReLU → 4"),
    ("Input\tin\u{C}0 1\u{B}in 0=4\r\n\r\nReLU a 1 1 in y 0=0\r", "ReLU → 4"),
    (
      "Input in 0 1 in 0=4\nReLU a 1 1 in y 0=0\u{E}",
      "f: 4: a (ReLU): key 0 (slope): expected a number"
    ),
    (
      "Input in 0 1 in 0=4\nReLU a 1 1 in y 0=0\u{8}",
      "f: 4: a (ReLU): key 0 (slope): expected a number"
    ),
    (
      "Input in 0 1 in 0=4\nReLU a 1 1 in y 0=inf",
      "f: 4: a (ReLU): key 0 (slope): expected a number"
    ),
    ("Input in 0 1 in 0=4\nReLU a 1 1 in y 10000=1 -23400=0", "ReLU → 4"),
    (
      "Input in 0 1 in 0=4\nReLU a 1 1 in y 10001=1",
      "f: 4: found '10001=1', expected a key and a value, as in 0=64"
    ),
    (
      "Input in 0 1 in 0=4\nReLU a 1 1 in y -23401=0",
      "f: 4: found '-23401=0', expected a key and a value, as in 0=64"
    ),
    (
      "Input in 0 1 in 0=4\nReLU a 1 1 in y -1=5",
      "f: 4: found '-1=5', expected a key and a value, as in 0=64"
    ),
    (
      "Input in 0 1 in 0=4\nReLU a 1 1 in y -23299=1,2",
      "f: 4: found '-23299=1,2', expected a key and a value, as in 0=64"
    ),
    (
      "Input in 0 1 in 0=4\nReLU a 1 1 in y -23303=2,1",
      "f: 4: found '-23303=2,1', expected a key and a value, as in 0=64"
    ),
    (
      "Input in 0 1 in 0=4\nReLU a 1 1 in y -23303=1,1,x",
      "f: 4: found '-23303=1,1,x', expected a key and a value, as in 0=64"
    ),
    (
      "Input in 0 1 in 0=4\nReLU a 1 1 in y -23303=1,inf",
      "f: 4: found '-23303=1,inf', expected a key and a value, as in 0=64"
    ),
    (
      "Input in 0 1 in 0=4\nReLU a 10001 1 in y",
      "f: 4: found '10001', expected how many names follow"
    ),
    ("Input in 0 1 in 0=4\nReLU a 10000 1 in", "f: 4: the line says 10000 names, but has fewer"),
    ("Input in 0 1 in 0=4\n\nNoop a 0 0", "f: 5: a: reads nothing, expected an input"),
    ("Input in 0 1 in 0=4\nReLU a 1 1 in y 5=a=b 6=", "ReLU → 4"),
    (
      "Input in 0 1 in 0=4\nReLU a 1 1 in y =5",
      "f: 4: found '=5', expected a key and a value, as in 0=64"
    ),
    (
      "Input in 0 1 in 0=4\nReLU a 1 1 in y -23303=1,5,",
      "f: 4: found '-23303=1,5,', expected a key and a value, as in 0=64"
    ),
    (
      "Input in 0 1 in 0=4\nReLU a 1 1 in y -23303=2,1,inf",
      "f: 4: found '-23303=2,1,inf', expected a key and a value, as in 0=64"
    ),
    // Lengths of one are lengths.
    ("Input in 0 1 in 0=7 1=1\nReLU a 1 1 in y", "ReLU → 1×7"),
    ("Input in 0 1 in 0=1 1=4\nReLU a 1 1 in y", "ReLU → 4×1"),
    ("Input in 0 1 in 0=7 1=5 2=1\nReLU a 1 1 in y", "ReLU → 1×5×7"),
    ("Input in 0 1 in 0=7 1=5 11=1 2=3\nReLU a 1 1 in y", "ReLU → 3×1×5×7"),
    ("Input in 0 1 in 1=4\nReLU a 1 1 in y", "f: the shape of the input 'in' is open"),
    ("Input in 0 1 in 0=4 2=3\nReLU a 1 1 in y", "f: the shape of the input 'in' is open"),
  ]

  @Test(arguments: words)
  func `words of a line`(lines: String, text: String) {
    #expect(ImportTrace.text(Array("7767517\n2 2\n\(lines)".utf8)) == text)
  }

  @Test(arguments: [
    ("7767517\n", true), (" \t\r\n7767517 x", true), ("77675170", false), ("7767518\n", false),
    ("", false), (String(repeating: " ", count: 57) + "7767517", true),
    (String(repeating: " ", count: 58) + "7767517", false),
  ])
  func `the first word tells the format`(text: String, isNCNN: Bool) {
    let found = Array(text.utf8).withUnsafeBytes { NCNNFile.recognizes(ByteSource($0)) }
    #expect(found == isNCNN)
  }

  @Test(arguments: [
    ("7767517\n3", "f: 2: found '3', expected how many layers and blobs there are"),
    ("7767517\n-1 3", "f: 2: found '-1 3', expected how many layers and blobs there are"),
    ("7767517\n\n1 2 3", "f: 3: found '1 2 3', expected how many layers and blobs there are"),
    ("7767517\n0 0", "f: no layer is an Input"),
    ("7767517\n2 0\nNoop a 0 0", "f: found 1 layer, the second line says 2"),
    ("7767517\n3 0\nNoop a 0 0\nNoop b 0 0", "f: found 2 layers, the second line says 3"),
  ])
  func `the line of counts`(text: String, message: String) {
    #expect(ImportTrace.text(Array(text.utf8)) == message)
  }

  /// An input that the file leaves open, with the lengths that the user gives.
  @Test(arguments: [
    ("Input in 0 1 in\nConvolution a 1 1 in y 0=4 1=5 11=3 6=180", [12], "3×12×12"),
    ("Input in 0 1 in\nConvolution a 1 1 in y 0=4 1=5 11=3 6=180", [12, 9], "3×12×9"),
    ("Input in 0 1 in\nPooling a 1 1 in y 1=2", [3, 12, 9], "3×12×9"),
    ("Input in 0 1 in\nPooling3D a 1 1 in y 1=2", [3, 4, 12, 9], "3×4×12×9"),
    ("Input in 0 1 in 0=8 1=4\nReLU a 1 1 in y", [5, 6], "5×6"),
    ("Input in 0 1 in -23330=4,2,8,4,1\nReLU a 1 1 in y", [5, 6], "5×6"),
    ("Input in 0 1 in 0=8 1=4 2=3\nReLU a 1 1 in y", [5, 6], "3×5×6"),
    ("Input in 0 1 in 0=8 1=4 2=3\nReLU a 1 1 in y", [5], "3×5×5"),
    ("Input in 0 2 in more -23330=8,1,7,1,1,1,9,1,1\nConcat a 2 1 in more y", [5], "5,9"),
  ])
  func `lengths that the user gives`(lines: String, input: [Int], shape: String) throws {
    let bytes = Array("7767517\n2 2\n\(lines)".utf8)
    let file = try ModelFile(bytes: bytes, name: "f", input: input)
    #expect(file.graph.inputs.map(\.description).joined(separator: ",") == shape)
  }

  @Test(arguments: [
    (
      "Input in 0 1 in\nConvolution a 1 1 in y 0=4 1=5 11=3 6=181", [12],
      "f: found 12 for the input 'in', expected channels, height and width"
    ),
    (
      "Input in 0 1 in\nPooling a 1 1 in y 1=2", [12, 9],
      "f: found 12×9 for the input 'in', expected channels, height and width"
    ),
    (
      "Input in 0 1 in 1=-4\nReLU a 1 1 in y", [12],
      "f: 3: in (Input): key 1 (h): found -4, expected 0 to 2147483647"
    ),
    (
      "Input in 0 1 in\nReLU a 1 1 in y", [3, 4, 5, 6, 7],
      "f: found 3×4×5×6×7 for the input 'in', expected channels, height and width"
    ),
    (
      "Input in 0 1 in 0=8 1=4\nReLU a 1 1 in y", [5],
      "f: found 1 length for the input 'in', whose shape is 4×8"
    ),
    (
      "Input in 0 1 in\nReLU a 1 1 in y", [2_147_483_647, 2_147_483_647, 2_147_483_647],
      "f: 4: a (ReLU): a result of shape [2147483647, 2147483647, 2147483647] has more than"
        + " 9223372036854775807 elements"
    ),
    // Convolutions that state too little.
    (
      "Input in 0 1 in\nConvolution a 1 1 in y 1=5 6=180", [12],
      "f: found 12 for the input 'in', expected channels, height and width"
    ),
    (
      "Input in 0 1 in\nConvolution a 1 1 in y 0=4 6=180", [12],
      "f: found 12 for the input 'in', expected channels, height and width"
    ),
  ])
  func `lengths that are not possible`(lines: String, input: [Int], message: String) {
    #expect(ImportTrace.text(Array("7767517\n2 2\n\(lines)".utf8), input: input) == message)
  }

  @Test func `what kinds of errors there are`() {
    let open = NCNNError.openInput("in")
    #expect(open.openLengths == OpenLengths(names: [], mayTakeSize: true))
    #expect(NCNNError.noInput.openLengths == nil)
    #expect(open.kind == .options && NCNNError.badInput("in", [1]).kind == .options)
    #expect(NCNNError.noInput.kind == .malformed)
    #expect(NCNNError.line(3, .tooShort).isPlaced && !open.isPlaced && !NCNNError.pnnx.isPlaced)
  }
}
