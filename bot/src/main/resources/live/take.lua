-- Takes one from a bucket, as RateLimiter does it: the whole rate may be used at once and comes back evenly.
-- Redis tells the time, so the nodes' clocks may differ.
--
-- KEYS[1]  the bucket, a single number: the microsecond at which it will be full again; full buckets expire
-- ARGV[1]  microseconds from one to the next
-- ARGV[2]  microseconds from empty to full
-- returns  0 when there was one; otherwise the microseconds to wait, and nothing is taken
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local full = tonumber(redis.call('GET', KEYS[1]) or '')
if not (full and full > now) then
  full = now
end
-- Never more than empty, whatever stands there: the clock may have been set back, or somebody else have written it.
local next = math.min(full, now + ARGV[2]) + ARGV[1]
local wait = next - now - ARGV[2]
if wait > 0 then
  return wait
end
redis.call('SET', KEYS[1], string.format('%.0f', next), 'PX', math.ceil((next - now) / 1000))
return 0
