/// The kinds of layers of neural networks, by their fields in the layer's message.
enum CoreMLLayerKind: Int {
  case convolution = 100, pooling = 120, activation = 130, innerProduct = 140, embedding = 150
  case batchNorm = 160, mvn = 165, l2normalize = 170, softmax = 175, lrn = 180, crop = 190
  case padding = 200, upsample = 210, resizeBilinear = 211, cropResize = 212, unary = 220
  case add = 230, multiply = 231, average = 240, scale = 245, bias = 250, max = 260, min = 261
  case dot = 270, reduce = 280, loadConstant = 290, reshape = 300, flatten = 301, permute = 310
  case concat = 320, split = 330, sequenceRepeat = 340, reorganizeData = 345, slice = 350
  case simpleRecurrent = 400, gru = 410, uniDirectionalLSTM = 420, biDirectionalLSTM = 430
  case custom = 500, copy = 600, branch = 605, loop = 615, loopBreak = 620, loopContinue = 625
  case rangeStatic = 635, rangeDynamic = 640, clip = 660, ceil = 665, floor = 670, sign = 680
  case round = 685, exp2 = 700, sin = 710, cos = 715, tan = 720, asin = 730, acos = 735
  case atan = 740, sinh = 750, cosh = 755, tanh = 760, asinh = 770, acosh = 775, atanh = 780
  case erf = 790, gelu = 795, equal = 815, notEqual = 820, lessThan = 825, lessEqual = 827
  case greaterThan = 830, greaterEqual = 832, logicalOr = 840, logicalXor = 845, logicalNot = 850
  case logicalAnd = 855, modBroadcastable = 865, minBroadcastable = 870, maxBroadcastable = 875
  case addBroadcastable = 880, powBroadcastable = 885, divideBroadcastable = 890
  case floorDivBroadcastable = 895, multiplyBroadcastable = 900, subtractBroadcastable = 905
  case tile = 920, stack = 925, gather = 930, scatter = 935, gatherND = 940, scatterND = 945
  case softmaxND = 950, gatherAlongAxis = 952, scatterAlongAxis = 954, reverse = 960
  case reverseSeq = 965, splitND = 975, concatND = 980, transpose = 985, sliceStatic = 995
  case sliceDynamic = 1000, slidingWindows = 1005, topK = 1015, argMin = 1020, argMax = 1025
  case embeddingND = 1040, batchedMatmul = 1045, getShape = 1065, loadConstantND = 1070
  case fillLike = 1080, fillStatic = 1085, fillDynamic = 1090, broadcastToLike = 1100
  case broadcastToStatic = 1105, broadcastToDynamic = 1110, squeeze = 1120, expandDims = 1125
  case flattenTo2D = 1130, reshapeLike = 1135, reshapeStatic = 1140, reshapeDynamic = 1145
  case rankPreservingReshape = 1150, constantPad = 1155, randomNormalLike = 1170
  case randomNormalStatic = 1175, randomNormalDynamic = 1180, randomUniformLike = 1190
  case randomUniformStatic = 1195, randomUniformDynamic = 1200, randomBernoulliLike = 1210
  case randomBernoulliStatic = 1215, randomBernoulliDynamic = 1220, categoricalDistribution = 1230
  case reduceL1 = 1250, reduceL2 = 1255, reduceMax = 1260, reduceMin = 1265, reduceSum = 1270
  case reduceProd = 1275, reduceMean = 1280, reduceLogSum = 1285, reduceSumSquare = 1290
  case reduceLogSumExp = 1295, whereNonZero = 1313, matrixBandPart = 1315, lowerTriangular = 1320
  case upperTriangular = 1325, whereBroadcastable = 1330, layerNormalization = 1350
  case nonMaximumSuppression = 1400, oneHot = 1450, cumSum = 1455, clampedReLU = 1460
  case argSort = 1461, pooling3d = 1465, globalPooling3d = 1466, sliceBySize = 1470
  case convolution3d = 1471
}
