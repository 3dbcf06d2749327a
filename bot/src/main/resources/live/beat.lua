-- A sign of life of a node: what is open at it stays known, and all nodes hear of it.
--
-- KEYS[1]  the conversations open at the node
-- ARGV[1]  for how many milliseconds they are believed without another sign
-- ARGV[2]  the channel on which nodes speak
-- ARGV[3]  what is said
redis.call('PEXPIRE', KEYS[1], ARGV[1])
redis.call('PUBLISH', ARGV[2], ARGV[3])
return 1
