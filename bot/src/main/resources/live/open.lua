-- Notes that conversations are open at a node.
--
-- KEYS[1]  the conversations open at the node
-- ARGV[1]  for how many milliseconds they are believed without a sign of life
-- ARGV[2]  'all' when these are all there are, 'more' when they are added
-- ARGV[3…] conversations
if ARGV[2] == 'all' then
  redis.call('DEL', KEYS[1])
end
for at = 3, #ARGV do
  redis.call('SADD', KEYS[1], ARGV[at])
end
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return #ARGV - 2
