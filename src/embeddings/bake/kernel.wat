;; The arithmetic of the sentence model, four or eight numbers at a time. Addresses and strides are in bytes, sizes in
;; numbers. Integer sums are exact, so every machine comes to the same vectors.
(module
  (memory (export "memory") 1)

  ;; x: m rows of k 16-bit numbers, xs: a scale for each; w: n rows of k 16-bit numbers, ws: a scale for each.
  ;; out[row][column] = max(least, x[row] · w[column] * xs[row] * ws[column] + bias[column]).
  ;; m is a multiple of 4, n of 2, k of 16.
  (func (export "multiply")
    (param $x i32) (param $xs i32) (param $w i32) (param $ws i32) (param $bias i32) (param $out i32)
    (param $m i32) (param $n i32) (param $k i32) (param $least f32)
    (local $width i32) (local $column i32) (local $row i32) (local $end i32) (local $to i32) (local $stride i32)
    (local $x0 i32) (local $x1 i32) (local $x2 i32) (local $x3 i32) (local $w0 i32) (local $w1 i32)
    (local $v v128) (local $u v128)
    (local $a0 v128) (local $a1 v128) (local $a2 v128) (local $a3 v128)
    (local $b0 v128) (local $b1 v128) (local $b2 v128) (local $b3 v128)
    (local.set $width (i32.shl (local.get $k) (i32.const 1)))
    (local.set $stride (i32.shl (local.get $n) (i32.const 2)))
    (loop $columns
      (local.set $row (i32.const 0))
      (local.set $x0 (local.get $x))
      (local.set $to (i32.add (local.get $out) (i32.shl (local.get $column) (i32.const 2))))
      (loop $rows
        (local.set $x1 (i32.add (local.get $x0) (local.get $width)))
        (local.set $x2 (i32.add (local.get $x1) (local.get $width)))
        (local.set $x3 (i32.add (local.get $x2) (local.get $width)))
        (local.set $w0 (i32.add (local.get $w) (i32.mul (local.get $column) (local.get $width))))
        (local.set $w1 (i32.add (local.get $w0) (local.get $width)))
        (local.set $end (local.get $x1))
        (local.set $a0 (v128.const i32x4 0 0 0 0)) (local.set $a1 (v128.const i32x4 0 0 0 0))
        (local.set $a2 (v128.const i32x4 0 0 0 0)) (local.set $a3 (v128.const i32x4 0 0 0 0))
        (local.set $b0 (v128.const i32x4 0 0 0 0)) (local.set $b1 (v128.const i32x4 0 0 0 0))
        (local.set $b2 (v128.const i32x4 0 0 0 0)) (local.set $b3 (v128.const i32x4 0 0 0 0))
        (loop $numbers
          (local.set $v (v128.load (local.get $w0))) (local.set $u (v128.load (local.get $w1)))
          (local.set $a0 (i32x4.add (local.get $a0) (i32x4.dot_i16x8_s (v128.load (local.get $x0)) (local.get $v))))
          (local.set $b0 (i32x4.add (local.get $b0) (i32x4.dot_i16x8_s (v128.load (local.get $x0)) (local.get $u))))
          (local.set $a1 (i32x4.add (local.get $a1) (i32x4.dot_i16x8_s (v128.load (local.get $x1)) (local.get $v))))
          (local.set $b1 (i32x4.add (local.get $b1) (i32x4.dot_i16x8_s (v128.load (local.get $x1)) (local.get $u))))
          (local.set $a2 (i32x4.add (local.get $a2) (i32x4.dot_i16x8_s (v128.load (local.get $x2)) (local.get $v))))
          (local.set $b2 (i32x4.add (local.get $b2) (i32x4.dot_i16x8_s (v128.load (local.get $x2)) (local.get $u))))
          (local.set $a3 (i32x4.add (local.get $a3) (i32x4.dot_i16x8_s (v128.load (local.get $x3)) (local.get $v))))
          (local.set $b3 (i32x4.add (local.get $b3) (i32x4.dot_i16x8_s (v128.load (local.get $x3)) (local.get $u))))
          (local.set $v (v128.load offset=16 (local.get $w0))) (local.set $u (v128.load offset=16 (local.get $w1)))
          (local.set $a0 (i32x4.add (local.get $a0) (i32x4.dot_i16x8_s (v128.load offset=16 (local.get $x0)) (local.get $v))))
          (local.set $b0 (i32x4.add (local.get $b0) (i32x4.dot_i16x8_s (v128.load offset=16 (local.get $x0)) (local.get $u))))
          (local.set $a1 (i32x4.add (local.get $a1) (i32x4.dot_i16x8_s (v128.load offset=16 (local.get $x1)) (local.get $v))))
          (local.set $b1 (i32x4.add (local.get $b1) (i32x4.dot_i16x8_s (v128.load offset=16 (local.get $x1)) (local.get $u))))
          (local.set $a2 (i32x4.add (local.get $a2) (i32x4.dot_i16x8_s (v128.load offset=16 (local.get $x2)) (local.get $v))))
          (local.set $b2 (i32x4.add (local.get $b2) (i32x4.dot_i16x8_s (v128.load offset=16 (local.get $x2)) (local.get $u))))
          (local.set $a3 (i32x4.add (local.get $a3) (i32x4.dot_i16x8_s (v128.load offset=16 (local.get $x3)) (local.get $v))))
          (local.set $b3 (i32x4.add (local.get $b3) (i32x4.dot_i16x8_s (v128.load offset=16 (local.get $x3)) (local.get $u))))
          (local.set $w0 (i32.add (local.get $w0) (i32.const 32))) (local.set $w1 (i32.add (local.get $w1) (i32.const 32)))
          (local.set $x1 (i32.add (local.get $x1) (i32.const 32))) (local.set $x2 (i32.add (local.get $x2) (i32.const 32)))
          (local.set $x3 (i32.add (local.get $x3) (i32.const 32)))
          (br_if $numbers (i32.lt_u (local.tee $x0 (i32.add (local.get $x0) (i32.const 32))) (local.get $end))))
        (local.set $u (v128.load (i32.add (local.get $xs) (i32.shl (local.get $row) (i32.const 2)))))
        (call $finish (call $sums (local.get $a0) (local.get $a1) (local.get $a2) (local.get $a3)) (local.get $u)
          (i32.add (local.get $ws) (i32.shl (local.get $column) (i32.const 2)))
          (i32.add (local.get $bias) (i32.shl (local.get $column) (i32.const 2)))
          (local.get $least) (local.get $to) (local.get $stride))
        (call $finish (call $sums (local.get $b0) (local.get $b1) (local.get $b2) (local.get $b3)) (local.get $u)
          (i32.add (local.get $ws) (i32.shl (i32.add (local.get $column) (i32.const 1)) (i32.const 2)))
          (i32.add (local.get $bias) (i32.shl (i32.add (local.get $column) (i32.const 1)) (i32.const 2)))
          (local.get $least) (i32.add (local.get $to) (i32.const 4)) (local.get $stride))
        (local.set $to (i32.add (local.get $to) (i32.shl (local.get $stride) (i32.const 2))))
        (local.set $x0 (local.get $x3))
        (br_if $rows (i32.lt_u (local.tee $row (i32.add (local.get $row) (i32.const 4))) (local.get $m))))
      (br_if $columns (i32.lt_u (local.tee $column (i32.add (local.get $column) (i32.const 2))) (local.get $n)))))

  ;; The sum of each of four vectors.
  (func $sums (param $a v128) (param $b v128) (param $c v128) (param $d v128) (result v128)
    (local.set $a (i32x4.add
      (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $a) (local.get $b))
      (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $a) (local.get $b))))
    (local.set $c (i32x4.add
      (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $c) (local.get $d))
      (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $c) (local.get $d))))
    (i32x4.add
      (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $a) (local.get $c))
      (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $a) (local.get $c))))

  ;; Scales four integer sums and writes them one below the other.
  (func $finish (param $sums v128) (param $xs v128) (param $ws i32) (param $bias i32) (param $least f32) (param $to i32) (param $stride i32)
    (local $v v128)
    (local.set $v (f32x4.max (f32x4.splat (local.get $least))
      (f32x4.add (v128.load32_splat (local.get $bias))
        (f32x4.mul (f32x4.convert_i32x4_s (local.get $sums)) (f32x4.mul (local.get $xs) (v128.load32_splat (local.get $ws)))))))
    (v128.store32_lane 0 (local.get $to) (local.get $v))
    (v128.store32_lane 1 (local.tee $to (i32.add (local.get $to) (local.get $stride))) (local.get $v))
    (v128.store32_lane 2 (local.tee $to (i32.add (local.get $to) (local.get $stride))) (local.get $v))
    (v128.store32_lane 3 (i32.add (local.get $to) (local.get $stride)) (local.get $v)))

  (func $sum (param $v v128) (result f32)
    (f32.add
      (f32.add (f32x4.extract_lane 0 (local.get $v)) (f32x4.extract_lane 2 (local.get $v)))
      (f32.add (f32x4.extract_lane 1 (local.get $v)) (f32x4.extract_lane 3 (local.get $v)))))

  ;; Rows of k numbers to 16 bits, each with its own scale: the largest becomes 8191, which leaves 1,536 products with
  ;; 7-bit weights inside 32 bits. k is a multiple of 8.
  (func (export "quantise") (param $from i32) (param $to i32) (param $scales i32) (param $m i32) (param $k i32)
    (local $at i32) (local $end i32) (local $most v128) (local $scale f32) (local $inverse v128)
    (loop $rows
      (local.set $at (local.get $from))
      (local.set $end (i32.add (local.get $from) (i32.shl (local.get $k) (i32.const 2))))
      (local.set $most (v128.const f32x4 1e-30 1e-30 1e-30 1e-30))
      (loop $look
        (local.set $most (f32x4.max (local.get $most) (f32x4.abs (v128.load (local.get $at)))))
        (br_if $look (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $end))))
      (local.set $scale (f32.div
        (f32.max (f32.max (f32x4.extract_lane 0 (local.get $most)) (f32x4.extract_lane 1 (local.get $most)))
          (f32.max (f32x4.extract_lane 2 (local.get $most)) (f32x4.extract_lane 3 (local.get $most))))
        (f32.const 8191)))
      (f32.store (local.get $scales) (local.get $scale))
      (local.set $inverse (f32x4.splat (f32.div (f32.const 1) (local.get $scale))))
      (loop $write
        (v128.store (local.get $to) (i16x8.narrow_i32x4_s
          (i32x4.trunc_sat_f32x4_s (f32x4.nearest (f32x4.mul (v128.load (local.get $from)) (local.get $inverse))))
          (i32x4.trunc_sat_f32x4_s (f32x4.nearest (f32x4.mul (v128.load offset=16 (local.get $from)) (local.get $inverse))))))
        (local.set $to (i32.add (local.get $to) (i32.const 16)))
        (br_if $write (i32.lt_u (local.tee $from (i32.add (local.get $from) (i32.const 32))) (local.get $end))))
      (local.set $scales (i32.add (local.get $scales) (i32.const 4)))
      (br_if $rows (local.tee $m (i32.sub (local.get $m) (i32.const 1))))))

  ;; Layer normalisation of m rows of k numbers; k is a multiple of 4.
  (func (export "normalise") (param $from i32) (param $to i32) (param $gain i32) (param $bias i32) (param $m i32) (param $k i32)
    (local $at i32) (local $bytes i32) (local $total v128) (local $mean v128) (local $v v128) (local $size f32)
    (local.set $bytes (i32.shl (local.get $k) (i32.const 2)))
    (local.set $size (f32.convert_i32_s (local.get $k)))
    (loop $rows
      (local.set $at (i32.const 0))
      (local.set $total (v128.const f32x4 0 0 0 0))
      (loop $add
        (local.set $total (f32x4.add (local.get $total) (v128.load (i32.add (local.get $from) (local.get $at)))))
        (br_if $add (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $bytes))))
      (local.set $mean (f32x4.splat (f32.div (call $sum (local.get $total)) (local.get $size))))
      (local.set $at (i32.const 0))
      (local.set $total (v128.const f32x4 0 0 0 0))
      (loop $square
        (local.set $v (f32x4.sub (v128.load (i32.add (local.get $from) (local.get $at))) (local.get $mean)))
        (local.set $total (f32x4.add (local.get $total) (f32x4.mul (local.get $v) (local.get $v))))
        (br_if $square (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $bytes))))
      (local.set $total (f32x4.splat (f32.div (f32.const 1) (f32.sqrt
        (f32.add (f32.div (call $sum (local.get $total)) (local.get $size)) (f32.const 1e-6))))))
      (local.set $at (i32.const 0))
      (loop $write
        (v128.store (i32.add (local.get $to) (local.get $at))
          (f32x4.add (v128.load (i32.add (local.get $bias) (local.get $at)))
            (f32x4.mul (f32x4.mul (local.get $total) (v128.load (i32.add (local.get $gain) (local.get $at))))
              (f32x4.sub (v128.load (i32.add (local.get $from) (local.get $at))) (local.get $mean)))))
        (br_if $write (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $bytes))))
      (local.set $from (i32.add (local.get $from) (local.get $bytes)))
      (local.set $to (i32.add (local.get $to) (local.get $bytes)))
      (br_if $rows (local.tee $m (i32.sub (local.get $m) (i32.const 1))))))

  ;; Adds k numbers to others in place; k is a multiple of 4.
  (func (export "add") (param $to i32) (param $from i32) (param $k i32)
    (local $end i32)
    (local.set $end (i32.add (local.get $to) (i32.shl (local.get $k) (i32.const 2))))
    (loop $next
      (v128.store (local.get $to) (f32x4.add (v128.load (local.get $to)) (v128.load (local.get $from))))
      (local.set $from (i32.add (local.get $from) (i32.const 16)))
      (br_if $next (i32.lt_u (local.tee $to (i32.add (local.get $to) (i32.const 16))) (local.get $end)))))

  ;; Attention of one head in one sentence of n pieces: out[i][j] = q[i] · k[j], each of d numbers (a multiple of 4),
  ;; $stride bytes apart.
  (func (export "scores") (param $q i32) (param $keys i32) (param $out i32) (param $n i32) (param $d i32) (param $stride i32)
    (local $i i32) (local $j i32) (local $key i32) (local $at i32) (local $bytes i32) (local $total v128)
    (local.set $bytes (i32.shl (local.get $d) (i32.const 2)))
    (local.set $i (local.get $n))
    (loop $queries
      (local.set $j (local.get $n))
      (local.set $key (local.get $keys))
      (loop $each
        (local.set $at (i32.const 0))
        (local.set $total (v128.const f32x4 0 0 0 0))
        (loop $numbers
          (local.set $total (f32x4.add (local.get $total) (f32x4.mul
            (v128.load (i32.add (local.get $q) (local.get $at))) (v128.load (i32.add (local.get $key) (local.get $at))))))
          (br_if $numbers (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $bytes))))
        (f32.store (local.get $out) (call $sum (local.get $total)))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (local.set $key (i32.add (local.get $key) (local.get $stride)))
        (br_if $each (local.tee $j (i32.sub (local.get $j) (i32.const 1)))))
      (local.set $q (i32.add (local.get $q) (local.get $stride)))
      (br_if $queries (local.tee $i (i32.sub (local.get $i) (i32.const 1))))))

  ;; out[i] = the sum over j of p[i][j] * v[j], each v of d numbers (a multiple of 16).
  (func (export "mix") (param $p i32) (param $values i32) (param $out i32) (param $n i32) (param $d i32) (param $stride i32) (param $outStride i32)
    (local $i i32) (local $at i32) (local $bytes i32) (local $value i32) (local $weight i32) (local $end i32) (local $share v128)
    (local $a v128) (local $b v128) (local $c v128) (local $e v128)
    (local.set $bytes (i32.shl (local.get $d) (i32.const 2)))
    (local.set $i (local.get $n))
    (loop $rows
      (local.set $at (i32.const 0))
      (local.set $end (i32.add (local.get $p) (i32.shl (local.get $n) (i32.const 2))))
      (loop $parts
        (local.set $value (i32.add (local.get $values) (local.get $at)))
        (local.set $weight (local.get $p))
        (local.set $a (v128.const f32x4 0 0 0 0)) (local.set $b (v128.const f32x4 0 0 0 0))
        (local.set $c (v128.const f32x4 0 0 0 0)) (local.set $e (v128.const f32x4 0 0 0 0))
        (loop $each
          (local.set $share (v128.load32_splat (local.get $weight)))
          (local.set $a (f32x4.add (local.get $a) (f32x4.mul (local.get $share) (v128.load (local.get $value)))))
          (local.set $b (f32x4.add (local.get $b) (f32x4.mul (local.get $share) (v128.load offset=16 (local.get $value)))))
          (local.set $c (f32x4.add (local.get $c) (f32x4.mul (local.get $share) (v128.load offset=32 (local.get $value)))))
          (local.set $e (f32x4.add (local.get $e) (f32x4.mul (local.get $share) (v128.load offset=48 (local.get $value)))))
          (local.set $value (i32.add (local.get $value) (local.get $stride)))
          (br_if $each (i32.lt_u (local.tee $weight (i32.add (local.get $weight) (i32.const 4))) (local.get $end))))
        (v128.store (i32.add (local.get $out) (local.get $at)) (local.get $a))
        (v128.store offset=16 (i32.add (local.get $out) (local.get $at)) (local.get $b))
        (v128.store offset=32 (i32.add (local.get $out) (local.get $at)) (local.get $c))
        (v128.store offset=48 (i32.add (local.get $out) (local.get $at)) (local.get $e))
        (br_if $parts (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 64))) (local.get $bytes))))
      (local.set $p (local.get $end))
      (local.set $out (i32.add (local.get $out) (local.get $outStride)))
      (br_if $rows (local.tee $i (i32.sub (local.get $i) (i32.const 1))))))
)
