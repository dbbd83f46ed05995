/**
 * 2,048 short English words, each once, so that one drawn at random is worth exactly 11 bits. Chosen to be easy to
 * spell, read aloud and tell apart.
 */
export const WORDS: readonly string[] = `
able above absorb acorn across action active actor adapt adjust admire adobe adopt adult advice afford after again
agent agree ahead airport album alert alike alive alley allow almond almost alone along alpine also alter always amber
amount ample amuse anchor angle animal ankle answer anthem antique anvil apart apple apply apricot apron arch arctic
area arena argue arise armor army aroma around arrive arrow artist aside asleep aspect asset atlas atom attach attempt
attend attic auburn aunt author autumn avenue average avoid awake award aware away awning axis baby back bacon badge
badger bagel bake baker balcony ball ballet balloon balm bamboo banana band banjo bank banner barber barge bark barley
barn barrel base basic basil basin basket batch bath baton beach beacon bead beagle beak beam bean beard beast beauty
beaver become beech beef beetle before begin behave behind bell belong below belt bench bend beneath beside best
better between beyond bike billow bind birch bird birth biscuit bishop bison black blade blank blanket blaze blend
bless blink block blonde bloom blouse blunt boat body boil bold bolt bonus book boost boot border bore born borrow
boss botany both bottle bottom boulder bounce bounty bowl brace braid brain bramble branch brand brass brave bread
breath breeze brick bride bridge brief bright bring brisk broad bronze brook broom brother brown brush bubble bucket
buckle budget buggy build bulb bulk bumper bundle bunker bunny burger burn bush busy butter button buyer buzz cabbage
cabin cable cactus cake call calm camel camera camp canal canary candle candy canoe canvas canyon cape captain caravan
carbon card care cargo carol carpet carrot cart carve case cash castle casual catalog catch cattle cause cave cedar
celery cellar cello cement center ceramic certain chain chair chalk chance change channel chapel chapter charge charm
chart chase cheap check cheek cheer cheese chef cherry chess chest chew chief chili chime chimney chin chip choice
choose chorus church cider cinema circle circus citizen city civil claim clam clap class clay clean clear clerk clever
click client cliff climate clinic clip cloak clock close cloth cloud clover club clue coach coal coast coat cobalt
cobra cocoa code coffee coin cold collar collect colony color column comb comedy comet comfort comic common concert
cone confirm consent contest convoy cook cookie cool copper copy coral cord core cork corn corner correct cottage
cotton couch cougar count country couple courage court cousin cover cowboy coyote crab cradle craft crane crater
crayon cream create crest crew crisp crop cross crow crowd crown cruise crumb crunch crystal cube cuckoo cuff culture
curb curl current curve cushion custom cycle cymbal cypress daily dairy daisy damp dance dapper data date dawn deal
decide deck deep defend delay deliver delta denim depend depth derby desert design desk detail detect develop device
dial diamond diary diesel diet differ digital dinner direct dish display distant ditch dive divide dock doctor doll
domain dome donkey door dose double dove down dozen draft dragon drama draw drawer dream dress drift drink drive drop
drum duchess duck duet dune during dusk duty dwarf dynamic eager eagle early earn earth easel east easy echo ecology
edge edit editor educate effect effort eight either elbow elder elect elegant elevate eleven elite embark ember emblem
embrace emotion emperor employ enable enamel energy engage engine enjoy enough enrich enter entire entry episode equal
equip erase essay essence estate event ever every evolve exact example excel excite exhibit exit exotic expand expect
explore export express extend extra fable fabric face fact fairy faith falcon fall family famous fancy farm farmer
fashion fast father favor fawn feast feather feel fellow fence fennel ferry fetch fiber fiction fiddle field figure
file fill film filter final finch fine finger finish fire firm first fish five flag flame flap flash flask flat flavor
fleet flight flint float flock flood floor flora flow flower fluid flute foam focus foil fold folk follow food foot
force forest forever forge fork form formal fort fortune forum fossil foster found four fragile frame free freedom
freeze fresh friend fringe frog front frost frozen fruit fuel full funnel funny gadget gain galaxy gallery gallon
gallop game gander garage garden garland garlic gate gather gauge gazelle gear general genius gentle geology gesture
geyser giant gift giggle ginger give glacier glad glance glass glaze gleam glide global globe glory glove glow glue
goal goat gold golf good goose gopher gorge gospel grab grace grade grain grand granite grant grape graph grasp grass
gravel gravity gravy green greet grid grill grin groove ground group grove grow growth guess guide guitar gulf gull
gutter gymnast gypsum haiku half halo hammer hammock hand handle handy hangar happen happy hard harmony harness harp
hatch haven hawk hazel head health heap heat heather heavy hedge height helmet help herald herb hero heron herring
high hike hill hinge hint hippo history hobby hockey hold home honest honey honor hood hoof hook hope horizon horn
hornet hose host hotel house hover hull humble humor hurry hybrid icicle icon ideal igloo image imagine impact import
improve inch include income index indoor inform inhale inland inner input inquire inside inspire intact intend invent
invite iris iron island italic ivory jacket jackpot jade jaguar jasmine jaunty jazz jeans jelly jersey jewel jigsaw
jockey join joke jolly journal journey judge juggle juice jumble jump jungle junior juniper jury just justice karate
kayak keen keep kennel kettle kilt kimono kind kiosk kitchen kite kitten kiwi knee kneel knife knit knob knock know
koala label labor lace ladder ladle lady lagoon lake lamb lamp lance land lane lantern lapel large lark laser last
late latin laugh laurel lava lawn layer layout lazy lead leader leaf league lean leap learn leather leave lecture
ledge ledger left legend lemon lend length lens lentil leopard letter level lever liberty library lichen lift light
lilac lily limb lime limit line linen linger link lion liquid list listen little live lively lizard llama load loaf
lobby local lock locket locust lodge loft logic lonely long look loop lotion lotus loud lounge love loyal lucid lucky
luggage lumber lunar lunch lung lute luxury lyric macaw machine magic magnet magpie maize major make mallard mallet
mammal mammoth manage mango manner manor mantle manual maple marble march margin marine mark market maroon marsh
marvel mason match matrix matter maximum meadow meal mean measure media medium melody melon melt member memory mend
menu merge merit merry mesh meteor meter method metro middle might mild mile milk mill mimic mind mineral mingle
minimum minnow mint minute mirror mirth misty mitten mobile model modern modest modify module molar mole moment money
monitor monkey month mood moon mosaic moss motel moth motion motor mouse mouth move movie much muffin mule museum
music muslin must mustard mutual myth nail name napkin narrow nation native natural nature navy near neat nebula neck
nectar need needle neon nephew nerve nest nettle neutral never news next nibble nice nickel niece night nimble nine
noble noise nomad noodle noon normal north nose notable note notice notion novel number nutmeg nylon oasis object
obtain ocean octopus offer office often okay olive omega omelet once onion online only onto opal open opera opinion
optic option orange orbit orchid order orient origin oriole ostrich other otter ounce outdoor outer output oval oven
over oxygen oyster ozone pace pack paddle page paint pair palace palm pancake panda panel panther pantry papaya paper
parade parcel park parlor parrot part partner party pass past pasta paste pastel pastry patch path patio patrol
pattern pave peach peanut pear pebble pecan pelican pencil penguin penny people pepper perch perform perhaps permit
petal petunia phase phone photo phrase piano pick pickle picnic picture pigeon pilgrim pillar pillow pilot pine pink
pipe pitch pivot pizza place plaid plain plan planet plank plant plaster plastic plate play plaza please pledge plenty
plot plow plug plum plume plunge plural plus pocket poem poet point polar polish polite pollen polo pond pony pool
poplar poppy popular porch port portion pose post postal potato potter pouch pound powder prairie prefer premium
present pretty prevent price prince print prior prism private prize produce program promise promote proof proper proud
provide public pudding puddle puffin pull pulley pulse puma pump pupil puppet puppy pure purple purse push puzzle
pyramid quail quaint quality quarry quart quarter quartet quartz query quest queue quick quiet quill quilt quince
quite quiver quiz quota quote rabbit race rack radar radiant radio radish raft rail raisin rake rally ramp ranch
random range rapid rate rather raven ravine razor reach react ready reason rebel recall receive recent recipe record
recover reduce reed reef refer reflect reform refresh regard region relate relax relay release relic relief rely
remain remark remedy remind remote remove render renew rent repeat reply report request resin resist resort respect
rest result retire return reveal review reward rhyme rhythm ribbon rice rich ride ridge rigid ring ripple rise river
roast robe robin robot rocket rodeo romance roof rookie room rope roster rotate rough round rover royal rubber ruby
rudder rugby rule ruler runner runway rural rush russet rust rustic sable saddle safari safe saga sage sailor salad
salmon salon salt salute same sample sandal sardine satchel satin sauce sauna save savings savory scale scallop scan
scarf scenic school science scope score scout scrap screen screw script scroll seal search season seat second section
secure seed seek segment seldom select self sell senior sequel sequoia serene series serious serve session settle
seven shade shadow shaft shake shallow shape share shark shawl shed sheep sheet shelf shell shelter sherbet shield
shift shine ship shirt shop shore short shout shovel show shower shrimp shutter shuttle side siesta sift sign signal
silent silk silver similar simple since sing single sister site size skate sketch skill skirt skunk slate sled sleek
sleep sleeve slice slide slight slim slipper slogan slope slow small smart smile smooth snack snail snake sneeze snow
soap soccer sock soda sofa soft soil solar solid solo solve some sonata song sonnet soon sorbet sorrel sort sound soup
source south space spaniel spare spark speak special speech speed spell spend sphere spice spider spin spinach spiral
splash split spoke sponge spoon sport spot spray spread spring sprout spruce spur square squash squid stable staff
stage stamp stand staple star start state station statue stay steady steam steep stem step stereo stew stick still
stirrup stock stone stool stop store stork storm story stove strap straw stream street string stripe strong student
studio study sturdy style subject submit subway such sugar suggest suit summer summit sunset super supper supply
support sure surf survey sushi swan swap sweater swift swim swing switch symbol syrup system table tablet tackle
tailor take talent talk tall tandem tango tank tape target tart taste tavern taxi teach teacher teapot tempo tenant
tender tennis tenor tent term test text textile thank theater theory thimble thing think third thistle thorn thread
three thrive throat thumb thunder ticket tidy tiger tight tile timber time timid tinsel tiny tire tissue titan title
toast today token tomato tone tonic tool tooth topaz topic torch tornado toucan tough tour toward towel tower town
track tractor trade trail train travel tray treat tree trek trend trick trigger trim trio trip triumph trophy tropic
trout truck true trumpet trunk trust tube tulip tuna tundra tunnel turban turbine turkey turn turnip turtle tutor
twelve twenty twice twig twin type umpire under unfold unique unit unity unlock until unusual update upgrade uphill
upland upper urban useful usual utility utmost vacuum valid valley value valve vanilla vanish various vase vast vault
vector velvet vendor venture venue verb verify verse version vessel vest vibrant victory video view vigor villa vine
vintage vinyl viola violet violin visible vision visit visual vital vivid vocal voice volcano volume vote voyage wafer
waffle wage wagon wake walk wall wallet walnut walrus waltz want ward warm warrior wash wasp watch water wave wealth
weasel weave wedge welcome well west whale wharf wheat wheel when whisker whistle white wicker wide widget width
wigwam wild willow wind window wine wing winner winter wire wisdom wise wish witness wizard wolf wombat wonder wooden
wool word work world woven wreath wren wrist yacht yard yarn year yeast yellow yoga yogurt young youth yucca zebra
zenith zephyr zero zest zigzag zinc zipper zither zodiac zone zoom
`
  .trim()
  .split(/\s+/);
