/**
 * onnxruntime reports its use to its vendor unless this is set before it is loaded. A hospital has not agreed
 * to that, and its network may not even allow it.
 */
process.env.ORT_DISABLE_TELEMETRY = '1';
